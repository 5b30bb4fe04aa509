"""Static files are served under a name that holds their hash, so that browsers may keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrite the ``import`` lines of JavaScript modules to the hashed names."""

    support_js_module_import_aggregation = True
    max_post_process_passes = 20  # one for each module in the longest chain of imports
