"""The schema as products: OWL, SKOS, SHACL, a JSON-LD context, a page."""
