"""The database's roles: an owner, and one narrow role each for web and worker.

The narrow roles neither own tables nor bypass row-level security: that is the net under the permission checks.
"""

from __future__ import annotations

from .keys import scram_verifier

DATABASE = "fengqiao"
SUPERUSER = "postgres"
OWNER = "fengqiao_owner"
WEB = "fengqiao_web"
WORKER = "fengqiao_worker"

ROLES = {"superuser": SUPERUSER, "owner": OWNER, "web": WEB, "worker": WORKER}

NARROW = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
OWNING = "LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB NOCREATEROLE NOREPLICATION"


def first_sql(passwords: dict[str, str]) -> list[str]:
    """Statements that make roles and the database in a new cluster; passwords by role name, sent as verifiers."""
    return [
        f"CREATE ROLE {OWNER} {OWNING}",
        f"CREATE ROLE {WEB} {NARROW}",
        f"CREATE ROLE {WORKER} {NARROW}",
        f"GRANT {WEB}, {WORKER} TO {OWNER}",
        *password_sql(passwords),
        f"CREATE DATABASE {DATABASE} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'",
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {DATABASE} TO {WEB}, {WORKER}",
    ]


def password_sql(passwords: dict[str, str]) -> list[str]:
    """Statements that set the passwords; the text holds SCRAM verifiers, never a password."""
    return [f"ALTER ROLE {role} PASSWORD '{scram_verifier(word)}'" for role, word in sorted(passwords.items())]


def roles_sql(database: str = DATABASE) -> str:
    """The SQL an administrator of an own server runs once with psql, where fengqiao may not create roles."""
    return f"""\
-- 枫桥：在本局自有的 PostgreSQL（15 至 18）上建立角色和数据库。由数据库管理员用 psql 连到 postgres 库执行一次。
-- 请先把三处“改成密码”换成各不相同的密码。网页和后台任务的角色不得是超级用户，也不得绕过行级安全（BYPASSRLS）。

CREATE ROLE {OWNER} {OWNING} PASSWORD '改成密码1';
CREATE ROLE {WEB} {NARROW} PASSWORD '改成密码2';
CREATE ROLE {WORKER} {NARROW} PASSWORD '改成密码3';
-- 建表的角色要能临时改用两个窄角色：升级时授权、自检时验证行级安全都要用到。
GRANT {WEB}, {WORKER} TO {OWNER};

CREATE DATABASE {database} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {WEB}, {WORKER};

-- 然后在运行枫桥的机器上设置（密码里的 @ : / % 等字符要写成 %40 %3A %2F %25）：
--   DATABASE_URL=postgresql://{OWNER}:改成密码1@主机:5432/{database}
--   DATABASE_URL_WEB=postgresql://{WEB}:改成密码2@主机:5432/{database}
--   DATABASE_URL_WORKER=postgresql://{WORKER}:改成密码3@主机:5432/{database}
-- 最后运行 fengqiao check。
"""
