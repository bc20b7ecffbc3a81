"""Wine made to stand in for a Windows 10: for tests only, and never packaged."""
