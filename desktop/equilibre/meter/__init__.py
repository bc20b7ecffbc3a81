"""Power and energy of this computer: measured where a sensor can be read, estimated elsewhere."""
