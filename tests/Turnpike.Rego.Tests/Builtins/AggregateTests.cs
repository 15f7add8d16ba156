namespace Turnpike.Rego.Tests.Builtins;

public sealed class AggregateTests
{
    [Theory]
    [InlineData("count", "\"a😀b\"", "3")]
    [InlineData("count", """{"$set":[1,1.0,2]}""", "2")]
    [InlineData("count", "5", "eval_type_error: count: operand 1 must be one of {array, object, set, string} but got number")]
    [InlineData("max", "[1,\"a\",null]", "\"a\"")]
    [InlineData("max", "[]", "undefined")]
    [InlineData("min", """{"$set":[3,2,10]}""", "2")]
    [InlineData("sort", "[2,\"a\",1,true]", "[true,1,2,\"a\"]")]
    public void Of_one_collection(string name, string argument, string expected) =>
        Assert.Equal(expected, BuiltinCalls.Call(name, argument));
}
