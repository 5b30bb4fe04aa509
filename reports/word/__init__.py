"""Word files of papers: made from the finished HTML that an edition freezes, or that a draft has so far.

    content = word_in_subprocess(html, title="…", footer="…")      # raises WordFailed, one plain sentence

The HTML is the record, so a Word file can be made of any edition at any time, and says what the page says.
"""
