"""What a page shows of a school: displayed values only (after disclosure control), drawings and sentences."""
