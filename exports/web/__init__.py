"""The explorer: a read-only JSON API over a graph file, and the web app that shows it."""
