namespace Turnpike.Rego.Tests.Builtins;

public sealed class StringTests
{
    [Theory]
    [InlineData("\"hi %s\"", "[\"there\"]", "hi there")]
    [InlineData("\"%s %v %d\"", "[true, null, 5]", "true null 5")]
    [InlineData("\"%v\"", """[{"a": [1, {"$set": ["b"]}], "c": {"$set": []}}]""", """{"a": [1, {"b"}], "c": set()}""")]
    [InlineData("\"hi %02X.%02X\"", "[127, 1]", "hi 7F.01")]
    [InlineData("\"%5d|%-5d|%05d|%+d|% d\"", "[42, 42, -42, 42, 42]", "   42|42   |-0042|+42| 42")]
    [InlineData("\"%8.3f|%-8.2f|%e|%g|%v\"", "[3.14159, 2.5, 123456.789, 1e21, 0.000001234]", "   3.142|2.50    |1.234568e+05|1e+21|1.234e-06")]
    [InlineData("\"%v %v %v\"", "[1234567.5, 100000.5, 1.0]", "1.2345675e+06 100000.5 1")]
    [InlineData("\"%d\"", "[\"x\"]", "%!d(string=x)")]
    [InlineData("\"%d\"", "[1.5]", "%!d(float64=1.5)")]
    [InlineData("\"%s\"", "[5]", "%!s(int=5)")]
    [InlineData("\"%s\"", "[123456789123456789123]", "123456789123456789123")]
    [InlineData("\"%d %d\"", "[1]", "1 %!d(MISSING)")]
    [InlineData("\"%d\"", "[1, \"a\", 2.5]", "1%!(EXTRA string=a, float64=2.5)")]
    [InlineData("\"%!\"", "[1]", "%!!(int=1)")]
    [InlineData("\"100%\"", "[]", "100%!(NOVERB)")]
    [InlineData("\"100%%\"", "[]", "100%")]
    [InlineData("\"%q %+q %#q\"", """["a\"b\n", "é", "raw"]""", "\"a\\\"b\\n\" \"\\u00e9\" `raw`")]
    [InlineData("\"%x % X %#x\"", """["hi", "hi", 255]""", "6869 68 69 0xff")]
    [InlineData("\"%t\"", "[true]", "%!t(string=true)")]
    [InlineData("\"%T %T %T\"", "[1, 1.5, {}]", "int float64 string")]
    [InlineData("\"%[2]s %[1]s\"", """["a", "b"]""", "b a")]
    [InlineData("\"%[3]s\"", """["a"]""", "%!s(BADINDEX)")]
    [InlineData("\"%*d|%.*f\"", "[5, 42, 2, 3.14159]", "   42|3.14")]
    [InlineData("\"%10s|%-10s|%.2s\"", """["åä", "åä", "åäö"]""", "        åä|åä        |åä")]
    [InlineData("\"%c %U\"", "[65, 128512]", "A U+1F600")]
    [InlineData("\"%b %o %O\"", "[5, 8, 8]", "101 10 0o10")]
    public void Sprintf(string format, string arguments, string expected) =>
        Assert.Equal(BuiltinCalls.Show(Values.Value.Of(expected)), BuiltinCalls.Call("sprintf", format, arguments));

    [Theory]
    [InlineData("concat", "/", """["a","b"]""", "\"a/b\"")]
    [InlineData("split", "åb", "\"\"", """["å","b"]""")]
    [InlineData("split", "a.b.", "\".\"", """["a","b",""]""")]
    [InlineData("indexof", "skön var våren", "\"vår\"", "9")]
    [InlineData("indexof", "abc", "\"\"", "eval_builtin_error: indexof: empty search character")]
    [InlineData("indexof_n", "😇😀😇😀", "\"😀\"", "[1,3]")]
    [InlineData("trim", "¡¡x!", "\"!¡\"", "\"x\"")]
    [InlineData("trim_left", "..x.", "\".\"", "\"x.\"")]
    [InlineData("trim_right", "..x.", "\".\"", "\"..x\"")]
    [InlineData("trim_prefix", "aab", "\"a\"", "\"ab\"")]
    [InlineData("strings.count", "cheese", "\"e\"", "3")]
    [InlineData("strings.any_prefix_match", "a/b/c", """["x","a/"]""", "true")]
    [InlineData("strings.any_suffix_match", "a/b/c", """[1]""", "eval_type_error: strings.any_suffix_match: operand 2 must be array of strings but got array containing number")]
    public void Of_a_string_and_another_value(string name, string text, string other, string expected) =>
        Assert.Equal(expected, BuiltinCalls.Call(name, Values.JsonText.Redacted(Values.Value.Of(text)), other));

    [Theory]
    [InlineData("åäö", 0, 2, "\"åä\"")]
    [InlineData("😀b😀", 1, -1, "\"b😀\"")]
    [InlineData("aaa", 4, -1, "\"\"")]
    [InlineData("aaa", -1, 1, "eval_builtin_error: substring: negative offset")]
    public void Substrings_count_code_points(string text, int offset, int length, string expected) =>
        Assert.Equal(expected, BuiltinCalls.Call("substring", $"\"{text}\"", $"{offset}", $"{length}"));

    [Theory]
    [InlineData("""{"f":"x","foo":"xxx"}""", "foobar", "xoobar")]
    [InlineData("""{"<":"&lt;",">":"&gt;"}""", "<b>", "&lt;b&gt;")]
    [InlineData("""{"":"-"}""", "ab", "-a-b-")]
    public void Many_replacements_in_one_pass(string patterns, string text, string expected) =>
        Assert.Equal($"\"{expected}\"", BuiltinCalls.Call("strings.replace_n", patterns, $"\"{text}\""));

    [Theory]
    [InlineData("lower", "İA", "\"ia\"")]
    [InlineData("upper", "ıß", "\"Iß\"")]
    [InlineData("strings.reverse", "1😀𝛾", "\"𝛾😀1\"")]
    [InlineData("trim_space", " \\u0085x\\u00a0", "\"x\"")]
    [InlineData("base64.decode", "aGVsbG8", "eval_builtin_error: base64.decode: illegal base64 data at input byte 4")]
    [InlineData("base64.decode", "aGVs\\nbG8=", "\"hello\"")]
    [InlineData("base64url.decode", "aGVsbG8", "\"hello\"")]
    [InlineData("hex.decode", "fghijkl", "eval_builtin_error: hex.decode: encoding/hex: invalid byte: U+0067 'g'")]
    [InlineData("urlquery.encode", "a=b+1 ~", "\"a%3Db%2B1+~\"")]
    [InlineData("urlquery.decode", "%zz", "eval_builtin_error: urlquery.decode: invalid URL escape \"%zz\"")]
    [InlineData("urlquery.decode_object", "a=1&b&a=2", """{"a":["1","2"],"b":[""]}""")]
    [InlineData("json.unmarshal", "{\\\"a\\\":1,\\\"a\\\":2}", """{"a":2}""")]
    [InlineData("yaml.unmarshal", "a: [1, x]", """{"a":[1,"x"]}""")]
    [InlineData("yaml.unmarshal", "a: [yes, no, on, Off, 'yes', ja]", """{"a":[true,false,true,false,"yes","ja"]}""")]
    [InlineData("yaml.unmarshal", "a: [0644, 089, 1_000, 0x1F, 1.5]", """{"a":[420,89,1000,31,1.5]}""")]
    [InlineData("yaml.unmarshal", "b: &b {x: 1, z: 2}\\na: {<<: *b, z: 3}", """{"a":{"x":1,"z":3},"b":{"x":1,"z":2}}""")]
    [InlineData("yaml.unmarshal", "b: &b {x: 1}\\nc: &c {x: 2, z: 3}\\na:\\n  <<: [*b, *c]\\n  w: 3", """{"a":{"w":3,"x":1,"z":3},"b":{"x":1},"c":{"x":2,"z":3}}""")]
    [InlineData("yaml.unmarshal", "a: 1\\na: 2", """{"a":2}""")]
    [InlineData("yaml.unmarshal", "<<: 1", "eval_builtin_error: yaml.unmarshal: yaml: line 1: << wants a mapping, or a list of them")]
    public void Of_a_string(string name, string text, string expected) =>
        Assert.Equal(expected, BuiltinCalls.Call(name, $"\"{text}\""));

    [Theory]
    [InlineData("""{"a":["<&>",{"$set":[2,1]}],"b":{}}""", """{"a":["\u003c\u0026\u003e",[1,2]],"b":{}}""")]
    public void Json_is_written_as_go_does(string value, string expected) =>
        Assert.Equal(BuiltinCalls.Show(Values.Value.Of(expected)), BuiltinCalls.Call("json.marshal", value));

    [Theory]
    [InlineData("""[{"foo":[1,{"a":"yes"}]}]""", "- foo:\n  - 1\n  - a: \"yes\"\n")]
    [InlineData("""{"b":"x: y","a":"","c":"1","d":{},"e":"l1\nl2\n"}""", "a: \"\"\nb: 'x: y'\nc: \"1\"\nd: {}\ne: |\n  l1\n  l2\n")]
    public void Yaml_is_written_in_blocks(string value, string expected) =>
        Assert.Equal(BuiltinCalls.Show(Values.Value.Of(expected)), BuiltinCalls.Call("yaml.marshal", value));
}
