"""The published formulas of the field, each with its source, on which a study's figures rest."""
