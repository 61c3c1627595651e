"""How good is an extraction? Precision, recall and F1 against reference annotations."""
