"""The endpoints, one file per view."""
