"""The chooser: small trained models that give each number a type or silence, and what it counts."""
