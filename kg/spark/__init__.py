"""The build as a job for a cluster: the functions of a build on one machine, as maps and group-bys of Spark.

Read, unite papers of one id, vote, decide the lexicon, extract, name, decide clusters, state, believe, relate
families. Every stage is a pure function of a paper or of one group of rows, so the result equals the build on
one machine row by row.
"""
