"""Users, roles, offices and compartments: who may see and do what."""
