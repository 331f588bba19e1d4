"""Who asks for help: data consent, persons, families, identifiers, search keys and likely duplicates."""
