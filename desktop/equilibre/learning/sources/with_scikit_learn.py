"""The data sets that scikit-learn carries."""

from equilibre.learning.rows import Rows


def breast_cancer(_rows: int) -> Rows:
    """Return the 569 tumours of Wisconsin."""
    from sklearn.datasets import load_breast_cancer

    return Rows(*load_breast_cancer(return_X_y=True))


def diabetes(_rows: int) -> Rows:
    """Return the 442 patients, in the units of the measurements."""
    from sklearn.datasets import load_diabetes

    return Rows(*load_diabetes(return_X_y=True, scaled=False))


def digits(_rows: int) -> Rows:
    """Return the 1 797 images, each pixel from 0 to 16."""
    from sklearn.datasets import load_digits

    return Rows(*load_digits(return_X_y=True))
