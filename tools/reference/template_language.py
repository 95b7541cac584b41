"""Small templates, each about one thing that Jinja does and a re-implementation could get wrong."""

VARIABLES = {
    "n": 3, "f": 2.5, "t": True, "z": None, "s": "Été 🙂 ok", "e": "",
    "list": [3, 1, 2], "names": ["b", "A", "c"], "d": {"b": 1, "a": {"k": [1, 2]}, "items": 5},
    "rows": [{"type": "text", "v": 2}, {"type": "image", "v": 1}, {"type": "text", "v": 3}],
}

EXPRESSIONS = r"""
1 + 2 * 3 ** 2 - 7 // 2 % 3
-7 // 2
-7 % 3
7 / 2
6 / 3
2 ** -1
1.0
1e16
1e-5
0.1 + 0.2
1e22
123456789.125
1_000
true
none
[1, 'a', 2.0, none, true, "it's", 'q"', "\n\t\\"]
{'a': 1, "b": [1, (1,), ()], 3: none}
(1, 2)
1, 2
'é\x41\u00e9\d<\s>\'"'
'a' 'b'
n ~ f ~ t ~ z ~ undefined_name ~ list
n + f
t + 1
'ab' * 3
[0] * 3
[1] + [2]
'a' + n
list[0] ~ list[-1] ~ list[9] ~ '.'
list[1:] ~ list[:1] ~ list[::-1] ~ list[-2:] ~ list[5:] ~ list[::2]
s[:5] ~ '|' ~ s[-4:] ~ '|' ~ s[::-1] ~ '|' ~ s[4]
s | length
d.b ~ d['b'] ~ d.missing ~ d['missing']
d.items()
d['items']
d.a.k[1]
d.get('x') ~ d.get('x', 'y') ~ d.get('b')
d.keys() | list
d.values() | list
d.missing.more
missing
missing.x
missing == other_missing
missing is defined
missing + 'a'
missing | default('d')
z | default('d')
z | default('d', true)
e | default('d', boolean=true)
n is number and n is integer and n is not float and t is boolean and t is number
t is integer
s is string and list is iterable and d is mapping and list is sequence and d is sequence
z is none and z is not string
missing is iterable
n is divisibleby 3
n is odd or n is even
n is eq 3
n is sameas 3
'abc' is lower
'ABC' is upper
n in list
n not in list
'b' in 'abc'
'b' in d
missing in list
n in missing
n in z
1 < n < 5
1 < n > 5
'a' < 'b'
'a' < 1
[1, 2] < [1, 3]
1 == 1.0
true == 1
'1' == 1
n if n > 5
n if n > 5 else 'small'
'x' if e else 'y' if z else 'w'
not e
not n is none
n and e
e or 'fallback'
z or e
t and n
[n, f] | sum
rows | sum(attribute='v')
rows | map(attribute='v') | list
rows | map(attribute='missing', default='?') | join(',')
names | map('upper') | join('-')
names | map('lower') | list
names | sort
names | sort(case_sensitive=true)
names | sort(reverse=true) | join
rows | sort(attribute='v') | map(attribute='v') | list
rows | selectattr('type', 'equalto', 'text') | list | length
rows | selectattr('type', '==', 'text') | map(attribute='v') | list
rows | rejectattr('type', 'in', ['text']) | list
rows | selectattr('missing') | list
rows | selectattr('v', 'gt', 1) | list | length
'yes' if rows | selectattr('missing') else 'no'
list | select('odd') | list
list | reject('odd') | list
list | first ~ list | last
[] | first
list | max ~ list | min
list | reverse | list
s | reverse
list | join(', ')
rows | join(', ', attribute='type')
d | dictsort
{'b': 1, 'A': 2} | dictsort
{'b': 1, 'A': 2} | dictsort(true, 'value', true)
d | items | list
[1, 1, 'a', 'A'] | unique | list
d | length
d | list
n | string + 'x'
'3.7' | int
'x' | int(5)
'3.7' | float
3.7 | int
2.5 | round
3.5 | round
2.675 | round(2)
2.1 | round(method='ceil')
7 | round
-3 | abs
' a b ' | trim
'xxaxx' | trim('x')
'hello wORLD-foo (bar)' | title
'hello wORLD' | capitalize
s | upper
s | lower
'a-b-c' | replace('-', '+')
'a-b-c' | replace('-', '+', 1)
'a\n\nb\nc' | indent
'a\n\nb\nc' | indent(2, true)
'a\n\nb' | indent(2, blank=true)
'a\nb' | indent('>> ')
'%s is %d, %.2f' | format('a', 3, 2.5)
'%(k)s' | format(k='v')
'%s-%s' % ('a', 1)
'%5.1f|%-4s|%04d|%%' % (2.25, 'ab', 7)
'{} {1} {a}'.format('x', 'y', a='z')
'{} {a!r}'.format('x', a='z')
d | tojson
d | tojson(indent=2)
[] | tojson(indent=2)
{'k': {}} | tojson(indent=4)
{'b': 1, 'a': 2} | tojson(sort_keys=true)
{'b': 1, 'a': [1, 2]} | tojson(separators=(',', ':'))
[1.0, 1e-7, 1e22, none, true, 'é"\\\n\t\u0001</b>&\u2028'] | tojson
'é🙂' | tojson(ensure_ascii=true)
(1, 2) | tojson
missing | tojson
range(3) | list
range(1, 10, 3) | list
range(5, 0, -2) | list
range(3)
range(1000000000) | list | length
range(200000) | length
dict(a=1, b=2)
dict({'a': 1}, b=2)
dict([('a', 1)])
' a b  c '.split()
' a b  c '.split(none, 1)
' a b  c '.rsplit(maxsplit=1)
'a,b,,c'.split(',')
'a,b,,c'.split(',', 1)
'a,b,,c'.rsplit(',', 1)
'a</think>b</think>c'.split('</think>')[-1]
''.split(',')
''.split()
'a\nb\r\nc\n'.splitlines()
' \n\u00a0 a \n'.strip() ~ '|'
'xxaxx'.strip('x') ~ 'xxaxx'.lstrip('x') ~ 'xxaxx'.rstrip('x')
'<think>a'.lstrip('<think>')
'abc'.startswith('ab') ~ 'abc'.endswith(('x', 'bc')) ~ 'abc'.startswith('b', 1)
'abc'.removeprefix('a').removesuffix('c')
'they\'re bill\'s'.title() ~ 'aBC dEF'.capitalize() ~ 'aB'.upper() ~ 'aB'.lower()
'a-b'.replace('-', '+') ~ 'aaa'.replace('a', 'b', 2) ~ 'ab'.replace('', '.')
'-'.join(['a', 'b'])
'-'.join([1])
'hello'.find('l') ~ 'hello'.rfind('l') ~ 'hello'.find('z') ~ 'hello'.count('l')
'a=b=c'.partition('=') ~ 'a=b=c'.rpartition('=')
'12'.isdigit() ~ 'a1'.isalnum() ~ 'ab'.isalpha() ~ ' \n'.isspace() ~ ''.isdigit()
'straße'.upper()
list.index(1) ~ list.count(1)
list.append(4)
d.update({'x': 1})
d.pop('b')
none.x
none['x']
n.x
'abc'.x
(n).x
3.x
list.0
raise_exception('no ' + s)
strftime_now('%d %b %Y %H:%M:%S %% %j %A %B %y %m %p %I')
namespace(a=1).a
namespace(a=1)['a']
namespace(a=1).b
1 if
'a' is string is defined
list | nosuchfilter
list is nosuchtest
nosuchfunction()
'a' ~ 1 + 2
'a' ~ (1 + 2)
1 + 2 ~ 'a'
-1 | abs
-n ** 2
- 5 | string
'a' in 'abc' and 'b' not in 'xyz'
not 'a' in 'abc'
n == 3 and not z
(n, f) == (3, 2.5)
[1, [2]] == [1, [2]]
d == {'b': 1, 'a': {'k': [1, 2]}, 'items': 5}
list | tojson | safe
s | safe | length
loop is defined
'\u00e9' == 'é'
"a" if "x" in d else "b"
""".strip("\n").splitlines()

STATEMENTS = r"""
{% for x in list %}{{ loop.index }}/{{ loop.length }}{{ ',' if not loop.last }}{% endfor %}
{% for x in list %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.previtem }}{{ loop.nextitem }};{% endfor %}
{% for x in list if x > 1 %}{{ loop.index }}:{{ x }}:{{ loop.length }}{{ loop.last }} {% endfor %}
{% for x in list %}{{ loop.cycle('a', 'b') }}{{ loop.changed(x > 1) }}{% endfor %}
{% for x in [] %}x{% else %}none{% endfor %}
{% for x in list %}{% break %}{% else %}else{% endfor %}
{% for x in list %}{{ x }}{% if x == 1 %}{% break %}{% endif %}{% endfor %}
{% for x in list %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %}
{% for x in list %}{% continue %}{% else %}else{% endfor %}
{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }};{% endfor %}
{% for k in {'a': 1, 'b': 2} %}{{ k }}{% endfor %}
{% for (a, b), c in [((1, 2), 3)] %}{{ a + b + c }}{% endfor %}
{% for a, b in [(1, 2, 3)] %}{{ a }}{% endfor %}
{% for c in 'é🙂x' %}{{ c }}.{% endfor %}
{% for x in none %}{% endfor %}
{% for x in missing %}x{% else %}empty{% endfor %}
{% for x in 5 %}{% endfor %}
{% for x in list %}{% for y in names %}{{ loop.index }}{% endfor %}{{ loop.index }};{% endfor %}
{% for x in list %}{% set n = x %}{% endfor %}{{ n }}
{% set ns = namespace(n=0) %}{% for x in list %}{% set ns.n = ns.n + x %}{% endfor %}{{ ns.n }}
{% set ns = namespace() %}{% set ns._x = 1 %}
{% set n.x = 1 %}
{% for x in list %}{% if loop.first %}{% set y = x %}{% endif %}{{ y }};{% endfor %}
{% for x in list %}{{ y }}{% set y = x %}{% endfor %}{{ y }}
{% if false %}{% set n = 9 %}{% endif %}{{ n }}
{% if true %}{% set n = 9 %}{% endif %}{{ n }}
{% if e %}a{% elif z %}b{% elif n %}c{% else %}d{% endif %}
{% if not e and n %}yes{% endif %}
{% set a, b = 1, 2 %}{{ a }}{{ b }}
{% set a = 1, 2 %}{{ a }}
{% set x %} b {{ n }} {% endset %}[{{ x }}]
{% set x | trim | upper %} b {{ n }} {% endset %}[{{ x }}]
{% set x %}{% set n = 7 %}{{ n }}{% endset %}{{ x }}{{ n }}
{% macro m(a, b=2, c=a) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }}|{{ m(1, c=5) }}|{{ m(b=7, a=0) }}
{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m() }}{{ m(none) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, b=2) }}
{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x=3) }}
{% macro m(a) %}{% set n = a %}{{ n }}{% endmacro %}{{ m(1) }}{{ n }}
{% macro m() %}{{ x }}{% endmacro %}{% set x = 5 %}{{ m() }}
{% macro f(k) %}{% if k > 0 %}{{ k }}{{ f(k - 1) }}{% endif %}{% endmacro %}{{ f(5) }}
{% macro f(k) %}{{ f(k) }}{% endmacro %}{{ f(5) }}
{% macro outer() %}<{{ caller('x') }}>{% endmacro %}{% call(v) outer() %}{{ v }}{{ n }}{% endcall %}
{% macro outer() %}<{{ caller() }}>{% endmacro %}{{ outer() }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(*[4]) }}{{ m(**{'a': 5}) }}
{% macro m(a) %}{% endmacro %}{{ m.name }}{{ m.arguments }}
{% for x in list %}{% macro m() %}{{ x }}{% endmacro %}{{ m() }}{% endfor %}
{% with a = 1, b = n %}{{ a }}{{ b }}{% set n = 8 %}{{ n }}{% endwith %}{{ n }}{{ a }}
{% filter upper %}a{{ s }}{% endfilter %}
{% filter replace('a', 'b') | upper %}aa{% endfilter %}
{% generation %}{% set n = 9 %}{{ n }}{% endgeneration %}{{ n }}
{% for x in list %}{% generation %}{{ x }}{{ loop.index }}{% endgeneration %}{% endfor %}
{% for x in list %}{% generation %}{% break %}{% endgeneration %}{% endfor %}
{% break %}
{% print n, 'a' %}
{{ {'a': {'b': 1}}.a.b }}{{ {} }}
{% raw %}{{ n }} {% if %} {# c #}{% endraw %}
{# a {{ b }} {% c %} #}x
{{ '}}' }}{{ "{%" }}{{ '#}' }}
{{ {'a':{'b':1}} }}
{{ n }
{% if n %}
{% endif %}
{% nosuchtag %}
{% import 'x' as y %}
{{ [n, }}
{{ n | }}
{{ 'a }}
{# open
{% raw %}x
a {% set x = 1 -%}   b
{%- if true %}  x  {%- endif %}  y
{% set messages = messages + [n] %}{{ messages }}
{% for x in list %}{% set loop = 1 %}{% endfor %}
{% for x in list %}{{ s }}{% endfor %}{% set s = 1 %}{{ s }}
{% for x in list %}{{ s }}{% endfor %}{% if n %}{% set s = 1 %}{% endif %}{{ s }}
{% for x in list %}{{ s }}{% endfor %}{% if z %}{% set s = 1 %}{% elif n %}{% set s = 2 %}{% else %}{% set s = 3 %}{% endif %}{{ s }}
{% for x in list %}{{ s }}{% endfor %}{% if z %}{% set s = 1 %}{% else %}{% set s = 3 %}{% endif %}{{ s }}
{{ s }}{% for x in list %}{{ s }}{% endfor %}{% set s = 1 %}
{% macro m() %}{{ s }}{% endmacro %}{{ m() }}{% set s = 1 %}{{ m() }}
{% for x in list %}{% for y in [1] %}{{ s }}{% endfor %}{% set s = x %}{% endfor %}{{ s }}
{% for x in list %}{% for y in [1] %}{{ s }}{% endfor %}{% set s = x %}{% endfor %}
{% for x in list %}{{ x }}{% if x == 3 %}{% continue %}{% endif %}{% set x = 9 %}{{ x }}{% endfor %}
{% raw +%}x{% endraw %}
{{+ n }} {%+ if n +%}
{% set x = 'a' if n == 3 else 'b' %}{{ x }}
{% set x = n in list and not e %}{{ x }}
{% set lines = 'a\nb'.split('\n') %}{{ lines | length }}{{ lines[0] }}
{% for i in range(n) %}{{ i }}{{ ' ' if not loop.last else '' }}{% endfor %}
{% for i in range(3) %}{% for j in range(3) %}{% if j == 1 %}{% break %}{% endif %}{{ i }}{{ j }} {% endfor %}{% endfor %}
{% for r in rows | selectattr('type', 'equalto', 'text') %}{{ r.v }}{{ loop.last }}{% endfor %}
{% set rs = rows | selectattr('type', 'equalto', 'text') %}{% for r in rs %}{{ r.v }}{% endfor %}{% for r in rs %}again{% endfor %}
{% set ns = namespace(found=false) %}{% for m in rows[::-1] if not ns.found %}{{ m.v }}{% set ns.found = true %}{% endfor %}
{% for r in rows %}{% if r is mapping and r.type is defined and r['type'] == 'image' %}I{% else %}T{% endif %}{% endfor %}
""".strip("\n").splitlines()


def templates():
    named = {f"expression {e}": "{{ " + e + " }}" for e in EXPRESSIONS}
    named.update({f"statement {s}": s for s in STATEMENTS})
    named["crlf"] = "a\r\n{% if true %}\r\nb\r\n{% endif %}\r\nc\r\n"
    named["two newlines at the end"] = "a\n\n"
    named["blanks at the end"] = "a\n  "
    return named
