"""The inputs that a check draws: the same for the same seed, on every Python and machine. It knows no exercise."""

import random
from collections.abc import Sequence
from typing import TypeVar

from ..errors import KitError

T = TypeVar("T")

_WORDS = (
    "acorn amber anchor apron arrow badger barley basket beacon birch blanket bramble breeze bridge bronze bucket "
    "butter button candle canyon carpet castle cedar chalk cherry chimney clover cobalt comet copper coral cotton "
    "cradle cricket crystal daisy dolphin dragon ember fabric falcon feather fiddle flint forest fossil garden garlic "
    "ginger glacier goblet granite hammer harbor hazel heron hollow honey island ivory jasmine juniper kettle kitten "
    "ladder lagoon lantern lemon lilac linen lizard magnet maple marble meadow melon mirror mitten mosaic mustard "
    "nectar needle nutmeg oasis olive onion orchid otter oyster paddle parrot pebble pepper pigeon pillow planet "
    "pocket poppy pumpkin puzzle quartz rabbit raven ribbon river rocket saddle saffron salmon sandal satchel shadow "
    "silver sparrow spider spruce stable summit tailor teapot thimble thunder timber trumpet tulip turtle umbrella "
    "valley velvet violin walnut willow window winter zephyr"
)
_NAMES = (
    "Agnes Albert Alma Anton Beatrix Bruno Clara Conrad Delia Dora Edgar Edith Elias Elsa Emil Esther Felix Flora "
    "Frieda Gustav Hanna Hector Helga Hugo Ida Igor Irma Jasper Joan Judith Karl Lena Leonor Linus Lotte Magda "
    "Marius Mathilda Milo Nadia Nina Olga Oscar Otto Paula Quentin Rosa Rufus Selma Silas Sonja Theo Tilda Ursula "
    "Victor Wanda Willem Xenia Yara Zora"
)
WORDS = tuple(_WORDS.split())
NAMES = tuple(_NAMES.split())


class Given:
    """Draws values for one exercise; none of them twice, except where fewer are left than asked for is no mistake.

    Only ``random.Random.random`` is leant on: it is the one method whose sequence Python promises to keep.
    """

    def __init__(self, seed: int, exercise_id: str) -> None:
        self.seed = seed
        self.exercise_id = exercise_id
        self._random = random.Random(f"{seed}/{exercise_id}").random
        self._drawn: set[object] = set()

    def integer(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        taken = sum(isinstance(value, int) and low <= value <= high for value in self._drawn)
        if taken > high - low:
            raise KitError(f"given.integer({low}, {high}) has no number left in {self.exercise_id}.")
        while (number := low + self._below(high - low + 1)) in self._drawn:
            pass
        self._drawn.add(number)
        return number

    def word(self) -> str:
        """Return a plain English word in small letters."""
        return self._unused("word", WORDS)

    def words(self, count: int) -> list[str]:
        """Return ``count`` words."""
        return [self.word() for _ in range(count)]

    def name(self) -> str:
        """Return a person's first name."""
        return self._unused("name", NAMES)

    def text(self, words: int = 3) -> str:
        """Return a line of text, its first letter a capital: ``Copper lantern river``."""
        return " ".join(self.words(words)).capitalize()

    def choice(self, options: Sequence[T]) -> T:
        """Return one of the options; one may come again."""
        return options[self._below(len(options))]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Return ``count`` of the options, in any order, each at most once."""
        left = list(options)
        if count > len(left):
            raise KitError(f"given.sample has {len(left)} options and can't give {count}.")
        return [left.pop(self._below(len(left))) for _ in range(count)]

    def _unused(self, kind: str, options: Sequence[str]) -> str:
        left = [option for option in options if option not in self._drawn]
        if not left:
            raise KitError(f"given.{kind}() has no {kind} left in {self.exercise_id}: there are {len(options)}.")
        self._drawn.add(drawn := self.choice(left))
        return drawn

    def _below(self, end: int) -> int:
        if end < 1:
            raise KitError(f"There is nothing to draw from in {self.exercise_id}.")
        return int(self._random() * end)
