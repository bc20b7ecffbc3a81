"""The meter on the screen: its sensors, its calibration, its proof."""
