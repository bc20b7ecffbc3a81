"""Why a sensor cannot be read, and what to do about it."""
