"""The chooser: a small trained model that gives each number a type or silence."""
