"""How fast, as ratios on the machine at hand."""
