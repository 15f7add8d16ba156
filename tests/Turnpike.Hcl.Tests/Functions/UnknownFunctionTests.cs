using Turnpike.Hcl.Tests.Evaluation;

namespace Turnpike.Hcl.Tests.Functions;

public sealed class UnknownFunctionTests
{
    [Theory]
    [InlineData("length(list)", "number not null 1..3 from list")]
    [InlineData("length(object)", "2")]
    [InlineData("length([text, text])", "2")]
    [InlineData("length(\"${arn}\")", "number not null 8.. from arn")]
    [InlineData("sort(list)", "list(string) not null length 1..3 from list")]
    [InlineData("startswith(arn, \"arn:\")", "true")]
    [InlineData("startswith(arn, \"http\")", "false")]
    [InlineData("startswith(arn, \"arn:aws:iam\")", "bool not null from arn")]
    [InlineData("format(\"vpc-%s\", text)", "string not null \"vpc-\"… from text")]
    [InlineData("jsonencode({ a = text })", "string not null \"{\"… from text")]
    [InlineData("jsonencode(object)", "string not null \"{\"… from object")]
    [InlineData("jsonencode(maybe)", "string not null from maybe")]
    [InlineData("upper(text)", "string not null from text")]
    [InlineData("keys(object)", "[   \"name\",   \"size\", ]")]
    [InlineData("keys({ a = text })", "[   \"a\", ]")]
    [InlineData("lookup({ a = text, b = 1 }, \"b\", 2)", "1")]
    [InlineData("merge({ a = text }, { b = 1 }).b", "1")]
    [InlineData("concat([text], [\"x\"])[1]", "\"x\"")]
    [InlineData("element([text, \"x\"], 1)", "\"x\"")]
    [InlineData("coalesce(\"x\", text)", "\"x\"")]
    [InlineData("coalesce(text, \"x\")", "string not null from text")]
    [InlineData("contains([text, \"x\"], \"x\")", "true")]
    [InlineData("contains([text, \"y\"], \"x\")", "bool not null from text")]
    [InlineData("flatten([[text], [\"x\"]])[1]", "\"x\"")]
    [InlineData("flatten([open])", "any from open")]
    [InlineData("try(text, \"x\")", "any from text")]
    [InlineData("try(object.nope, \"x\")", "\"x\"")]
    [InlineData("can(object.nope)", "false")]
    [InlineData("can(text)", "bool from text")]
    [InlineData("upper(secret)", "(sensitive value)")]
    [InlineData("length([secret])", "1")]
    [InlineData("nonsensitive(secret)", "\"hush\"")]
    [InlineData("ephemeralasnull(token)", "tostring(null)")]
    [InlineData("timestamp()", "string not null from (computed)")]
    [InlineData("bcrypt(\"x\")", "string not null \"$2a$10$\"… from (computed)")]
    [InlineData("uuid() == null", "false")]
    public void What_is_known_of_arguments_bounds_the_result(string expression, string answer) =>
        Assert.Equal(answer, Calculator.Answer(expression));

    [Theory]
    [InlineData("format(\"%9999999d\", 1)")]
    [InlineData("indent(9223372036854775807, \"a\\nb\")")]
    [InlineData("setproduct(range(1024), range(1024), range(1024), range(1024))")]
    [InlineData("range(0, 1, 0.0001)")]
    [InlineData("yamldecode(\"a: &a [x,x,x,x,x,x,x,x,x,x]\\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\")")]
    [InlineData("jsondecode(join(\"\", [for i in range(1024) : \"[[[[\"]))")]
    public void What_would_grow_without_bound_is_refused(string expression) =>
        Assert.StartsWith("error: ", Calculator.Answer(expression), StringComparison.Ordinal);
}
