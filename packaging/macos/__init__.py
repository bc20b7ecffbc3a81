"""The application of macOS, assembled and looked at where there is no Mac."""
