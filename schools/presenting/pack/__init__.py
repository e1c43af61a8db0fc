"""The data pack for governors: what stands in it, and the document. Always with a governor's eyes, whoever
asks for it: nothing in it is exact about few pupils."""
