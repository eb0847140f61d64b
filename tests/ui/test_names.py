"""What is said of columns, in the words of a reader."""

from core.messages import M
from core.ui import names


def test_the_stage_of_one_column_of_several_names_it_in_words() -> None:
    training = M("Training network {number} of {total}", number=1, total=2)
    several = names.stage(M("{column}: {stage}", column="temp_max", stage=training))
    assert str(several) == "maximum temperature: Training network 1 of 2"
    assert names.stage(training) == training
    assert str(names.stage(M("{column}: {stage}", column="sales", stage=training))).startswith("sales: ")
