"""The language all parts speak: types, schema, vocabularies."""
