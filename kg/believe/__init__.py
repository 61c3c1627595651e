"""How far a claim is believed: rule precision, measured on annotated papers, and independent papers."""
