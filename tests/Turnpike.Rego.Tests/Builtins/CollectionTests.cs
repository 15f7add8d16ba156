using Turnpike.Rego.Builtins;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Builtins;

public sealed class CollectionTests
{
    [Theory]
    [InlineData("array.slice", "[1,2,3],-1,2", "[1,2]")]
    [InlineData("array.slice", "[1,2,3],2,1", "[]")]
    [InlineData("array.flatten", "[[1,[2]],3]", "[1,[2],3]")]
    [InlineData("object.get", """{"a":{"b":[1,2]}},["a","b",1],0""", "2")]
    [InlineData("object.get", """{"a":1},["a","b"],0""", "0")]
    [InlineData("object.get", """{"a":1},[],0""", """{"a":1}""")]
    [InlineData("object.union", """{"a":{"b":1}},{"a":{"c":2},"d":3}""", """{"a":{"b":1,"c":2},"d":3}""")]
    [InlineData("object.union_n", """[{"a":1},{"a":{"x":1}},{"a":{"y":2}}]""", """{"a":{"x":1,"y":2}}""")]
    [InlineData("object.filter", """{"a":1,"b":2},{"b":0}""", """{"b":2}""")]
    [InlineData("object.remove", """{"a":1,"b":2},["b"]""", """{"a":1}""")]
    [InlineData("object.remove", """{},null""", "eval_type_error: object.remove: operand 2 must be one of {object, set, array} but got null")]
    [InlineData("object.subset", """{"a":[1,2,3],"b":2},{"a":[2,3]}""", "true")]
    [InlineData("object.subset", """[1,2],{"$set":[2]}""", "true")]
    [InlineData("object.subset", """{"$set":[2]},[2]""", "eval_builtin_error: object.subset: both arguments object.subset must be of the same type or array and set")]
    [InlineData("union", """{"$set":[{"$set":[1]},{"$set":[2]}]}""", """{"$set":[1,2]}""")]
    [InlineData("intersection", """{"$set":[]}""", """{"$set":[]}""")]
    [InlineData("json.filter", """{"a":{"b":7,"c":8},"d":9},["a/b"]""", """{"a":{"b":7}}""")]
    [InlineData("json.filter", """{"a":[1,2,3]},{"$set":[["a","1"]]}""", """{"a":[2]}""")]
    [InlineData("json.remove", """{"a":[{"b":7,"c":8},{"d":9}]},["a/0/b","a/1"]""", """{"a":[{"c":8}]}""")]
    [InlineData("json.remove", """{},[1]""", "eval_type_error: json.remove: operand 2 must be one of {set, array} containing string paths or array of path segments but got number")]
    [InlineData("json.patch", """{"a":[1]},[{"op":"add","path":"/a/-","value":2}]""", """{"a":[1,2]}""")]
    [InlineData("json.patch", """{"a":1},[{"op":"test","path":"/a","value":2}]""", "undefined")]
    [InlineData("json.patch", """{"a":1,"b":2},[{"op":"move","from":"/a","path":"/b"}]""", """{"b":1}""")]
    [InlineData("json.patch", """{"f":{"$set":["a"]}},[{"op":"add","path":"f/b","value":"c"}]""", "undefined")]
    [InlineData("walk", """[{"a":1}]""", """[[[],[{"a":1}]],[[0],{"a":1}],[[0,"a"],1]]""")]
    [InlineData("internal.member_2", """1,{"a":1}""", "true")]
    [InlineData("internal.member_3", """0,1,[1]""", "true")]
    public void Results(string name, string arguments, string expected)
    {
        var list = (ArrayValue)BuiltinCalls.Parse($"[{arguments}]");
        Assert.Equal(expected, BuiltinCalls.Call(name, list.Items));
    }

    [Fact]
    public void A_path_through_an_unknown_gives_its_child_and_says_so()
    {
        var context = new BuiltinContext();
        var unknown = new UnknownValue("acl", UnknownOrigin.Reference);
        var result = BuiltinRegistry.Default.Find("object.get")!.Invoke(context, [Value.Object(("acl", unknown)), Value.Array(Value.Of("acl"), Value.Of("x")), Value.Null]);
        Assert.Equal("acl/x", Assert.IsType<UnknownValue>(result).Id);
        Assert.Equal([unknown], context.LookedInto);
    }

    [Fact]
    public void What_is_computed_from_a_sensitive_value_is_sensitive_and_what_is_moved_keeps_its_own_mark()
    {
        var obj = Value.Object(("open", Value.Of("x")), ("secret", Value.Of("y").ToSensitive()));
        var context = new BuiltinContext();
        Value Call(string name, params Value[] arguments) => BuiltinRegistry.Default.Find(name)!.Invoke(context, arguments)!;

        Assert.True(Call("json.marshal", obj).IsSensitive);
        Assert.False(Call("object.get", obj, Value.Of("open"), Value.Null).HoldsSensitive);
        Assert.True(Call("object.get", obj, Value.Of("secret"), Value.Null).IsSensitive);
        Assert.False(Call("object.keys", obj).HoldsSensitive);
        Assert.False(Call("count", obj).IsSensitive);
        Assert.True(Call("count", obj.ToSensitive()).IsSensitive);
        Assert.False(Call("equal", obj, obj).IsSensitive);
    }

    [Fact]
    public void Cancellation_stops_a_long_loop()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var context = new BuiltinContext { Cancellation = stop.Token };
        Assert.Throws<OperationCanceledException>(() => BuiltinRegistry.Default.Find("numbers.range")!.Invoke(context, [Value.Of(0), Value.Of(10_000_000)]));
    }
}
