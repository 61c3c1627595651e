"""From one paper's extraction to claims of the graph: pure functions, one paper at a time."""
