"""``self-test``: does everything that the program needs work on this computer?"""
