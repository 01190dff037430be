"""Relatives and other contacts in a register: name, relation, telephone, and nothing else of them.

Several stand in one cell (父亲张三、母亲李四), in columns side by side, or in further rows of the same person. What cannot be told
apart is refused at its cell: a telephone given to the wrong relative is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from fengqiao.imports.headings import plain
from fengqiao.imports.kinds import Field
from fengqiao.imports.ledgers.reading import Reading
from fengqiao.vault import parse_phone

NAME, RELATION, PHONE = "kin_name", "kin_relation", "kin_phone"
COLUMNS = (NAME, RELATION, PHONE)
MOST = 4
SOMEBODY, GUARDIAN = "联系人", "监护人"
RELATIONS = (
    "父亲", "母亲", "父", "母", "爸爸", "妈妈", "养父", "养母", "继父", "继母", "岳父", "岳母", "公公", "婆婆", "丈夫", "妻子", "夫", "妻", "配偶", "爱人", "前妻", "前夫",
    "儿子", "女儿", "子", "女", "长子", "次子", "长女", "次女", "哥哥", "弟弟", "姐姐", "妹妹", "哥", "弟", "姐", "妹", "兄", "祖父", "祖母", "爷爷", "奶奶", "外公", "外婆",
    "外祖父", "外祖母", "伯父", "叔叔", "叔", "伯", "姑姑", "姑", "舅舅", "舅", "姨", "姨妈", "侄子", "外甥", "孙子", "孙女", "女婿", "儿媳", "嫂子", "姐夫", "妹夫", "堂兄", "堂弟", "表兄", "表弟",
    "朋友", "邻居", "同事", "雇主", "老板", "村干部", GUARDIAN, SOMEBODY, "亲戚", "其他亲属",
)  # fmt: skip
FIELDS = (
    Field(NAME, "家庭成员、联系人", (
        "家庭成员", "家庭成员姓名", "主要家庭成员", "家庭主要成员", "主要家庭成员姓名", "家庭成员及主要社会关系", "家庭成员及主要社会关系姓名", "主要社会关系", "主要社会关系姓名", "家属", "家属姓名", "亲属", "亲属姓名",
        "联系人", "联系人姓名", "紧急联系人", "紧急联系人姓名",
    )),
    Field(RELATION, "与本人关系", (
        "关系", "与本人关系", "与对象关系", "与矫正对象关系", "与帮教对象关系", "家庭成员关系", "主要家庭成员关系", "家庭成员及主要社会关系关系", "主要社会关系关系", "家属关系", "亲属关系", "联系人关系", "紧急联系人关系", "称谓", "家庭成员称谓",
    )),
    Field(PHONE, "家庭成员、联系人电话", (
        "家庭成员电话", "家庭成员联系电话", "家庭成员联系方式", "主要家庭成员电话", "主要家庭成员联系电话", "家庭成员及主要社会关系电话", "家庭成员及主要社会关系联系电话", "主要社会关系电话", "主要社会关系联系电话", "家属电话", "家属联系电话", "家属联系方式", "亲属电话", "亲属联系电话",
        "联系人电话", "联系人联系电话", "联系人联系方式", "紧急联系电话", "紧急联系人电话", "紧急联系人联系电话",
    )),
    Field("guardian_phone", "监护人电话", ("监护人电话", "监护人联系电话", "监护人联系方式", "监护人手机号")),
)  # fmt: skip
_APART = re.compile(r"[\n、；;/]+")
_PARTS = re.compile(r"[\s,，:：()（）]+")
_PHONE = re.compile(r"\+?[\d\-]{7,}")
_ID_NO = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_PERSON = re.compile(r"[\u3400-\u9fff·]{2,12}")


def kin(reading: Reading) -> list[dict[str, str]]:
    """The relatives of a row as the line's form would have them; what is wrong is kept in the reading."""
    said = {name: _as_written(reading, name) for name in COLUMNS}
    if not any(said.values()):
        return []
    for name in COLUMNS:
        if name in reading.row.filled and said[name]:
            reading.wrong(name, "这一格和上一行的合并在一起，看不出是哪一位的家庭成员（联系人）。请取消合并，各写各的。")
            return []
        if _ID_NO.search(plain(said[name])):
            reading.wrong(name, "家庭成员（联系人）不登记证件号码。请删去号码，只留姓名、关系、电话。")
            return []
    found = _people(reading, _pieces(said[NAME]), _pieces(said[RELATION]), _pieces(said[PHONE]))
    return [] if found is None else [each for each in found if _sound(reading, each)]


def _as_written(reading: Reading, name: str) -> str:
    """The cell; where further rows joined it a line for each of them, also for one that says nothing."""
    value = reading.row.cells.get(name)
    return value if reading.row.joined and isinstance(value, str) and value.strip() else reading.text(name)


def guardian(reading: Reading) -> str:
    """监护人及电话 in one text, as the person's form has it; a telephone without a guardian is nobody's."""
    name, phone = reading.text("guardian"), reading.text("guardian_phone")
    if phone and not name:
        reading.wrong("guardian_phone", "写了监护人的电话，没有写监护人是谁。请补上姓名，或把这一格空着。")
    return "，".join(filter(None, (name, phone)))


def _pieces(text: str) -> list[str]:
    """One person a piece; lines of further rows keep their place even where they are empty."""
    by_line = [line.strip() for line in text.split("\n")]
    if len(by_line) > 1 and any(by_line):
        return by_line
    return [piece.strip() for piece in _APART.split(text) if piece.strip()]


def _people(reading: Reading, names: Sequence[str], relations: Sequence[str], phones: Sequence[str]) -> list[dict[str, str]] | None:
    """Each piece of the names with what the other columns say at the same place. None where they do not fit together."""
    whole = [_split(piece) for piece in names]
    if not any(each["kin_name"] for each in whole):
        _nobody_named(reading, whole, relations)
        return None
    for name, given, word in ((RELATION, relations, "关系"), (PHONE, phones, "电话")):
        if given and len(given) != len(names):
            said = f"写了{len(names)}个人，{word}写了{len(given)}个，看不出谁是谁的。请一人一行，或者照同样的顺序用顿号隔开。"
            reading.wrong(name, said)
            return None
    if len(names) > MOST:
        reading.wrong(NAME, f"写了{len(names)}个人，最多登记{MOST}个联系得上的。请只留常联系的。")
        return None
    found = []
    for each, relation, phone in zip_longest(whole, relations, phones, fillvalue=""):
        assert isinstance(each, dict)
        if not each["kin_name"] and not relation and not phone:
            continue  # a further row of the person that names nobody
        found.append({"kin_name": each["kin_name"], "relation": str(relation) or each["relation"], "kin_phone": str(phone) or each["kin_phone"]})
    return found


def _nobody_named(reading: Reading, whole: Sequence[dict[str, str]], relations: Sequence[str]) -> None:
    """What stands in the wrong column, said where it stands."""
    if misplaced := next((each["kin_phone"] for each in whole if each["kin_phone"]), ""):
        reading.wrong(NAME, f"“{misplaced}”是电话号码，写在了姓名一栏。请移到电话一栏，并补上姓名。")
    elif any(each["relation"] for each in whole):
        reading.wrong(NAME, "只写了关系，没有写姓名。请补上姓名，或把这一格空着。")
    else:
        reading.wrong(RELATION if relations else PHONE, "写了家庭成员（联系人）的关系、电话，没有写是谁。请补上姓名，或把这一格空着。")


def _split(piece: str) -> dict[str, str]:
    """张三（父亲，13800000000） as name, relation and telephone; what cannot be placed stays in the name."""
    found = {"kin_name": "", "relation": "", "kin_phone": ""}
    for part in filter(None, _PARTS.split(piece)):
        if _PHONE.fullmatch(plain(part)) and not found["kin_phone"]:
            found["kin_phone"] = part
        elif part in RELATIONS and not found["relation"]:
            found["relation"] = part
        else:
            found["kin_name"] += part
    stuck = re.fullmatch(r"(\D+?)(\+?[\d\-]{7,})", found["kin_name"])
    if stuck and not found["kin_phone"]:
        found["kin_name"], found["kin_phone"] = stuck[1], stuck[2]
    if not found["relation"]:
        lead = next((word for word in sorted(RELATIONS, key=len, reverse=True) if len(word) > 1 and found["kin_name"].startswith(word) and len(found["kin_name"]) > len(word) + 1), "")
        found["kin_name"], found["relation"] = found["kin_name"][len(lead) :], lead
    return found


def _sound(reading: Reading, each: dict[str, str]) -> bool:
    """Whether the three say what their columns are for; fills in what a register leaves out."""
    before = len(reading.problems)
    if not each["kin_name"]:
        reading.wrong(NAME, "有一位只写了关系或者电话，没有写姓名。请补上姓名，或把这几格空着。")
    elif not _PERSON.fullmatch(each["kin_name"]) or each["kin_name"] in RELATIONS:
        reading.wrong(NAME, f"“{each['kin_name']}”不像一个人的姓名。两个人写在一格里的，请用顿号隔开，或者一人一行。")
    elif each["kin_name"] == plain(reading.text("name")):
        reading.wrong(NAME, "家庭成员（联系人）写的是本人。请改成别人，或把这一格空着。")
    if any(sign.isdigit() for sign in each["relation"]):
        reading.wrong(RELATION, f"“{each['relation']}”是电话号码，写在了关系一栏。请移到电话一栏。")
    _telephone(reading, each)
    if not each["relation"]:
        each["relation"] = SOMEBODY
        reading.notes.add("名册没有写与本人的关系，记为联系人")
    if not each["kin_phone"]:
        del each["kin_phone"]
    return len(reading.problems) == before


def _telephone(reading: Reading, each: dict[str, str]) -> None:
    said = plain(each["kin_phone"])
    if not said:
        return
    if not any(sign.isdigit() for sign in said):
        reading.wrong(PHONE, f"“{said}”不是电话号码。写的是姓名、关系的，请移到它自己的一栏。")
        return
    read = parse_phone(said)
    if not read.ok:
        reading.wrong(PHONE, f"电话“{said}”看不懂：{read.problem}。请核对；不知道的把这一格空着。")
        return
    each["kin_phone"] = said if read.extension else read.digits
