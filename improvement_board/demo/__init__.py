"""The demonstration council: a county that does not exist, with some two years of a board's life.

Each module holds one noun's facts as plain data and the steps that tell them with deeds; `days` says when,
`story` puts the steps in order of time and tells those that have not been told yet.
"""
