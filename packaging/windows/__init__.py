"""The installer of Windows, made on Debian and tried there under wine."""
