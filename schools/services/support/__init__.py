"""The region's own support levels: turned on and off, edited, and decided by a yearly process."""
