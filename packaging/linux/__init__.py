"""The installers of Linux: a package of Debian, and a file for people without root."""
