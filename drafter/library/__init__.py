"""The library of clauses, elements, fields, sources, terms and templates: read, checked, extended."""
