"""Tagged PDF (PDF/UA-1) from finished HTML: the only package that knows WeasyPrint and pikepdf.

Nothing here needs Django, and the libraries are imported only when a PDF is made, so the rest of the house
starts on a machine without Pango.
"""
