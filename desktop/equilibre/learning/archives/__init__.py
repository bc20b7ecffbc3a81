"""Published data sets too large to ship: their archives are verified, read and kept."""
