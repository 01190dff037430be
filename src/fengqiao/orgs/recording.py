"""Writing the administration log and walking its chain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from fengqiao.orgs.actor import Actor
from fengqiao.orgs.ledger import AdminRecord
from fengqiao.orgs.models import Office, Staff
from fengqiao.vault import sm3

INSTALLER = "安装命令"
DEEDS = {
    "office.create": "新建机构",
    "office.change": "修改机构",
    "office.close": "撤销机构",
    "office.move": "调整机构隶属",
    "office.merge": "合并机构",
    "office.import": "导入机构",
    "account.create": "建立账号",
    "account.change": "修改账号",
    "account.confirm": "确认账号",
    "account.leave": "办理离任",
    "account.return": "办理返岗",
    "account.password": "重置口令",
    "account.unlock": "解除锁定",
    "account.second_factor": "撤销动态码",
    "post.create": "安排岗位",
    "post.end": "结束岗位",
    "post.grant": "授予角色",
    "rule.second_factor": "指定须用动态码的角色",
    "parameter.set": "设定本局参数",
    "log.export": "导出日志",
    "log.verify": "核对日志",
    "keys.rotate": "更换主密钥",
    "matter.export": "导出案件",
    "matter.import": "导入台账",
    "matter.import_refused": "下载没有导入的行",
    "form.upload": "上传本局样式",
    "form.withdraw": "撤回本局样式",
    "messages.channel": "设置通知通道",
    "messages.house": "修改发送规则",
    "messages.trial": "测试发送",
    "messages.again": "重新发送通知",
    "messages.drop": "不再发送通知",
    "exchange.key": "生成往来签名密钥",
    "partner.create": "登记往来单位",
    "partner.change": "修改往来单位",
    "partner.confirm": "确认往来单位",
    "partner.key": "登记往来单位的公钥",
    "partner.key_retire": "停用往来单位的公钥",
    "token.create": "登记接口令牌",
    "token.confirm": "确认接口令牌",
    "token.revoke": "停用接口令牌",
    "outside.system": "设置外部系统",
    "outside.export": "导出待报表",
    "outside.import": "导入外部系统的表",
    "resource.create": "登记场所、设备",
    "resource.change": "修改场所、设备",
    "resource.times": "修改场次表",
    "resource.close": "暂停开放",
    "booking.cancel": "取消预约场所",
    "roster.shift": "设置值班班次",
    "roster.end_shift": "停用值班班次",
    "roster.ask_to_sign": "设值班签到",
    "roster.enter": "补登值班签到签退",
    "roster.away": "登记不在岗",
    "roster.back": "撤销不在岗登记",
    "prison.rule": "登记监狱会见规定",
    "aid.standard": "登记经济困难标准",
    "aid.organ_months": "登记办案机关按月数据",
    "advisers.units": "登记应配顾问的对象",
    "register.create": "登记法律服务名册",
    "register.change": "修改法律服务名册",
    "register.suspend": "暂停指派",
    "register.lift": "恢复指派",
    "register.import": "导入法律服务名册",
    "ways.import": "导入乡镇间路程",
    "register.export": "导出法律服务名册",
    "point.step": "变更站点状态",
    "knowledge.publish": "发布知识条目",
    "knowledge.retire": "停用知识条目",
    "service.skill": "登记坐席专长",
    "notary.list": "登记公证材料清单",
    "quality.draw": "抽取热线质检样本",
    "scheme.create": "起草考核方案",
    "scheme.change": "修改考核方案",
    "scheme.step": "变更考核方案状态",
    "scheme.confirm": "确认考核方案",
    "scheme.targets": "导入考核目标值",
    "assessment.report": "填报考核数据",
    "assessment.check": "核对考核成绩",
    "assessment.export": "导出考核成绩",
    "assessment.city": "登记全市排名",
    "corrections.entrust": "登记委托事项",
    "corrections.recall_entrusted": "结束委托事项",
    "corrections.hand_out": "移交社区矫正档案",
    "corrections.take_over": "接收社区矫正档案",
}
PARTICULARS = {
    "active": "启用", "code": "对方代码", "mode": "送达方式", "our_code": "本局代码", "reporter_basis": "提供反映人身份的依据",
    "successor": "由谁接续", "system": "外部系统", "template": "表样", "url": "接口地址",
    "address": "地址", "area": "片区", "town": "乡镇街道",
    "actor": "何人", "as": "以谁的名义", "basis": "依据", "chief": "负责人", "confirmed": "已确认", "county": "区划", "court": "人民法院",
    "digest": "文件摘要", "files": "文件数", "enrolled": "动态码", "failures": "登录失败次数", "file_sm3": "文件摘要", "from": "自", "from_on": "自",
    "short_name": "简称", "number_word": "案号用词", "kind": "类别", "left_on": "离任日期", "lines": "条线", "matters": "案件数",
    "must_change_password": "须改口令", "name": "名称", "office": "机构", "offices": "机构数", "on": "日期", "operator": "操作系统用户",
    "parent": "上级", "phone": "电话", "pin_failures": "换人口令失败次数", "posts": "岗位", "posts_ended": "结束的岗位",
    "private_reason": "含不公开内容的事由", "reason": "事由", "result": "结果", "roles": "角色", "rows": "行数", "stands_for": "替谁",
    "territories": "区域号", "territory": "区域号", "to": "至", "to_on": "至", "username": "登录名", "version": "版本", "wrong": "不符",
    "channel": "通道", "enabled": "已开通", "fixed": "固定字段", "host": "服务器", "id_field": "编号字段", "messages": "通知",
    "most_a_day": "每天最多", "port": "端口", "provider_id_path": "流水号字段", "quiet_from": "免打扰自", "quiet_to": "免打扰至",
    "secret_changed": "换了密钥", "security": "加密方式", "sender": "发件人", "sender_name": "发件人名称", "success_path": "成功条件字段",
    "success_value": "成功条件的值", "template_field": "模板字段", "text_field": "内容字段", "to_field": "收件人字段", 
    "user": "用户名", "values_field": "参数字段", "condition": "状态", "seats": "座位", "times": "场次", "source": "依据", "rule": "规定", "sort": "类别", "number": "编号", "keeper": "保管人",
    "form": "格式", "since_on": "启用日期", "heads": "人数", "staff": "人员", "parameter": "参数", "value": "值", "running": "此前起算的也适用", "materials": "材料",
}  # fmt: skip
_ONE_AT_A_TIME = 7_021_901  # the advisory lock under which the chain grows


@transaction.atomic
def record(
    actor: Actor | None, deed: str, about: str, *, now: datetime, territory: int | None = None, staff: Staff | None = None,
    office: Office | None = None, old: Mapping[str, Any] | None = None, new: Mapping[str, Any] | None = None,
) -> AdminRecord:  # fmt: skip
    """Add one record behind the last. ``actor`` None is a command at the server itself."""
    if deed not in DEEDS:
        raise KeyError(f"undeclared deed {deed!r}")
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    last = AdminRecord.objects.order_by("-pk").only("hash").first()
    row = AdminRecord(
        at=now, actor_id=actor.staff_id if actor else None, deed=deed, about=about[:200], territory=territory,
        as_whom=actor.as_whom if actor else INSTALLER, staff=staff, office=office, old=dict(old or {}), new=dict(new or {}),
        prior_hash=bytes(last.hash) if last else b"",
    )  # fmt: skip
    row.hash = hash_of(row)
    row.save(force_insert=True)
    return row


def hash_of(row: AdminRecord) -> bytes:
    """32 bytes over the record's content and the hash before it."""
    content = {
        "at": row.at.astimezone(UTC).isoformat(),
        "actor": row.actor_id,
        "as_whom": row.as_whom,
        "deed": row.deed,
        "about": row.about,
        "territory": row.territory,
        "staff": row.staff_id,
        "office": row.office_id,
        "old": row.old,
        "new": row.new,
    }
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sm3(bytes(row.prior_hash) + plain.encode())


def broken_links() -> list[int]:
    """The numbers of records whose content or place in the chain was changed; empty when the log is whole."""
    found, before = [], b""
    for row in AdminRecord.objects.order_by("pk").iterator(chunk_size=1000):
        if bytes(row.prior_hash) != before or hash_of(row) != bytes(row.hash):
            found.append(row.pk)
        before = bytes(row.hash)
    return found
