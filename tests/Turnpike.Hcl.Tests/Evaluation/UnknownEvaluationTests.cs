namespace Turnpike.Hcl.Tests.Evaluation;

public sealed class UnknownEvaluationTests
{
    [Theory]
    [InlineData("text", "string from text")]
    [InlineData("\"https://${text}/x\"", "string not null \"https://\"… from text")]
    [InlineData("\"abc${text}\"", "string not null \"ab\"… from text")]
    [InlineData("\"${text}${id}\"", "string not null from text, id")]
    [InlineData("[text, 1][1]", "1")]
    [InlineData("[text, 1][0]", "string from text")]
    [InlineData("object.size", "number from object/size")]
    [InlineData("object.nope", "error: Unsupported attribute")]
    [InlineData("open.a.b", "any from open/a/b")]
    [InlineData("{ (text) = 1 }", "any from text")]
    [InlineData("{ a = text }.a", "string from text")]
    public void Unknowns_keep_what_is_known_of_them_and_where_they_come_from(string expression, string answer) =>
        Assert.Equal(answer, Calculator.Answer(expression));

    [Theory]
    [InlineData("text == null", "bool not null from text")]
    [InlineData("id == null", "false")]
    [InlineData("id != null", "true")]
    [InlineData("arn == \"arn:aws:iam\"", "bool not null from arn")]
    [InlineData("arn == \"http://x\"", "false")]
    [InlineData("text == 1", "false")]
    [InlineData("open == 1", "bool not null from open")]
    [InlineData("small == 7", "false")]
    [InlineData("small < 6", "true")]
    [InlineData("small < 5", "bool not null from small")]
    [InlineData("small > 5", "bool not null from small")]
    [InlineData("-1 > small", "false")]
    [InlineData("small >= 6", "false")]
    [InlineData("list == []", "false")]
    [InlineData("[text] == [text, text]", "false")]
    [InlineData("{ a = text, b = 1 } == { a = \"x\", b = 2 }", "false")]
    [InlineData("number + 1", "number not null from number")]
    [InlineData("-number", "number not null from number")]
    [InlineData("flag && false", "false")]
    [InlineData("true || flag", "true")]
    [InlineData("flag || false", "bool not null from flag")]
    [InlineData("!flag", "bool not null from flag")]
    public void Operators_decide_as_soon_as_what_is_known_suffices(string expression, string answer) =>
        Assert.Equal(answer, Calculator.Answer(expression));

    [Theory]
    [InlineData("flag ? 1 : 3", "number not null 1..3 from flag")]
    [InlineData("flag ? 2 : 2", "2")]
    [InlineData("flag ? \"a\" : \"b\"", "string not null from flag")]
    [InlineData("flag ? \"a\" : null", "string from flag")]
    [InlineData("flag ? null : null", "null")]
    [InlineData("flag ? small : 9", "number not null 0..9 from flag, small")]
    [InlineData("flag ? list : list", "list(string) not null length 1..3 from flag, list")]
    [InlineData("flag ? [1] : [1, 2]", "list(number) not null from flag")]
    [InlineData("flag ? secret : \"x\"", "string not null sensitive from flag")]
    [InlineData("true ? text : open", "string from text")]
    public void A_conditional_that_is_not_decided_is_bounded_by_its_branches(string expression, string answer) =>
        Assert.Equal(answer, Calculator.Answer(expression));

    [Theory]
    [InlineData("list[*]", "list(string) not null length 1..3 from list")]
    [InlineData("list[5]", "error: Invalid index")]
    [InlineData("list[0]", "string from list/0")]
    [InlineData("maybe[*].name", "any from maybe")]
    [InlineData("object[*].name", "[   (known after apply), ]")]
    [InlineData("none[*].name", "[]")]
    [InlineData("open[*].name", "any from open")]
    [InlineData("[for x in list : x]", "any from list")]
    [InlineData("[for x in [1, 2] : x if flag]", "any from flag")]
    [InlineData("{for x in [\"a\"] : text => x}", "any from text")]
    [InlineData("[for x in [text] : \"${x}!\"]", "[   (known after apply), ]")]
    [InlineData("\"%{for x in list}${x}%{endfor}\"", "string not null from list")]
    [InlineData("max(list...)", "any from list")]
    public void Splats_and_loops_over_unknowns(string expression, string answer) =>
        Assert.Equal(answer, Calculator.Answer(expression));

    [Theory]
    [InlineData("secret", "(sensitive value)")]
    [InlineData("\"${secret}!\"", "(sensitive value)")]
    [InlineData("[secret, 1]", "[   (sensitive value),   1, ]")]
    [InlineData("secret == \"x\"", "(sensitive value)")]
    [InlineData("secret == \"hush\" ? 1 : 2", "(sensitive value)")]
    [InlineData("[for x in [secret] : 1]", "[   1, ]")]
    [InlineData("[for x in [1] : x if secret == \"hush\"]", "(sensitive value)")]
    [InlineData("{ (secret) = 1 }", "(sensitive value)")]
    [InlineData("{ a = secret }.a", "(sensitive value)")]
    [InlineData("upper(secret)", "(sensitive value)")]
    [InlineData("\"${token}\"", "(ephemeral value)")]
    [InlineData("\"${text}${secret}\"", "string not null sensitive from text")]
    public void Marks_follow_values(string expression, string answer) =>
        Assert.Equal(answer, Calculator.Answer(expression));
}
