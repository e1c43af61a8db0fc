"""The region's dashboard, block by block: a sentence, a drawing, a table."""
