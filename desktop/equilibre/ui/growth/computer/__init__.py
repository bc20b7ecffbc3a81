"""What a published training would take on this computer."""
