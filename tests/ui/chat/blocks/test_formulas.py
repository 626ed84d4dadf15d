import pytest

from desktop_chat.ui.chat.blocks.formulas import FormulaKey, formulas
from desktop_chat.ui.chat.blocks.typeset import MAX_SOURCE, path_of, typeset


def wait_for(qtbot, *keys):
    for key in keys:
        formulas().shape(key)
    qtbot.waitUntil(lambda: all(map(formulas().is_known, keys)), timeout=20_000)


@pytest.mark.parametrize(
    "source",
    [
        "E = mc^2",
        r"\frac{a}{b} + \sqrt[3]{x} \quad \mathbb{R}",
        r"\begin{cases} x & \text{if } y \\[4pt] z & \text{otherwise} \end{cases}",
        r"\begin{equation} a = b \tag{1} \end{equation}",
        r"\cancel{x} + \boxed{y} + \textcolor{red}{z} + \underbrace{a+b}_{n}",
    ],
)
def test_formulas_are_set_as_curves(source):
    shape = typeset(source, is_display=True)
    assert shape.width > 1
    assert shape.ascent > 0.3
    assert all(not part.path.isEmpty() for part in shape.parts)


def test_a_colour_in_a_formula_is_kept_and_the_rest_takes_that_of_the_text():
    assert {part.color for part in typeset(r"x + \textcolor{red}{y}", is_display=False).parts} == {"", "red"}


def test_hangul_in_a_formula_is_drawn_in_the_windows_font(theme_manager):
    hangul, square = (typeset(rf"\text{{{letter}}} = v", is_display=False) for letter in ("속", "\u2b1b"))
    assert hangul.width == square.width
    assert hangul.parts[0].path != square.parts[0].path


@pytest.mark.parametrize(
    "source", [r"\frac{", "", "x_", "{" * 500, r"\begin{", "x" * (MAX_SOURCE + 1), "&&&", "\0"]
)
def test_what_is_not_understood_has_no_shape(source):
    assert typeset(source, is_display=True) is None


def test_a_path_of_unknown_commands_is_refused():
    with pytest.raises(ValueError, match="A"):
        path_of("M 0 0 A 1 1")


def test_a_formula_takes_the_place_of_its_latex_once_it_is_set(show_blocks, qtbot):
    view = show_blocks(r"before $\frac{1}{1234}$ after")
    box = view.stack.boxes[0]
    qtbot.waitUntil(lambda: box.is_laid_out and not box.waiting, timeout=20_000)
    start = box.text.index("\\")
    width = box.rects(start, start + 1)[0].width()
    shape = formulas().shape(FormulaKey(r"\frac{1}{1234}", False))
    assert width == pytest.approx(shape.width * view.style_in_use.pixels * 1.1, abs=1.5)
    assert view.blocks[0].runs[1].text == r"\frac{1}{1234}"


def test_a_tall_formula_makes_its_line_taller(show_blocks, qtbot):
    wait_for(qtbot, FormulaKey(r"\frac{\frac{\frac{a}{b}}{c}}{d}", False))
    tall = show_blocks(r"x $\frac{\frac{\frac{a}{b}}{c}}{d}$ y")
    shape = formulas().shape(FormulaKey(r"\frac{\frac{\frac{a}{b}}{c}}{d}", False))
    line = tall.stack.boxes[0].rects(2, 3)[0]
    assert line.height() >= (shape.ascent + shape.descent) * tall.style_in_use.pixels
    assert tall.stack.boxes[0].first_baseline >= shape.ascent * tall.style_in_use.pixels


def test_a_wide_formula_is_scrolled_and_a_wide_one_within_a_line_is_made_to_fit(show_blocks, qtbot):
    source = "+".join("abcdefghijklmnopqrstuvwxyz" * 2)
    wait_for(qtbot, FormulaKey(source, True), FormulaKey(source, False))
    assert show_blocks(f"$$\n{source}\n$$", 300).stack.boxes[0].pan.maximum > 0
    line = show_blocks(f"${source}$", 300).stack.boxes[0]
    assert line.ideal_width() <= 300


def test_the_place_of_a_formula_moves_once_for_many(show_blocks, qtbot):
    view = show_blocks("\n\n".join(f"$$\\frac{{{number}}}{{777}}$$" for number in range(12)))
    moves = []
    view.height_changed.connect(lambda: moves.append(view.content_height))
    boxes = view.stack.boxes
    qtbot.waitUntil(lambda: not any(box.waiting for box in boxes), timeout=20_000)
    assert len(moves) <= len(boxes)
