"""The process that trains: the window never computes, so it never waits."""
