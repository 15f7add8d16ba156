using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Tests.Rules;

public sealed class CheckNameTests
{
    [Theory]
    [InlineData("deny", "", false)]
    [InlineData("violation", "", false)]
    [InlineData("warn", "", true)]
    [InlineData("deny_public_bucket", "public_bucket", false)]
    [InlineData("warn_2", "2", true)]
    public void Takes_what_conftest_takes(string name, string suffix, bool isWarning)
    {
        var check = CheckName.Parse(name);

        Assert.NotNull(check);
        Assert.Equal(suffix.Length > 0 ? [suffix] : ["", name], check.Value.ExceptionNames);
        Assert.Equal(isWarning, check.Value.IsWarning);
    }

    [Theory]
    [InlineData("denyall")]
    [InlineData("deny_")]
    [InlineData("deny__a")]
    [InlineData("deny_a_")]
    [InlineData("deny_é")]
    [InlineData("allow")]
    [InlineData("warning")]
    public void Leaves_other_names(string name) => Assert.Null(CheckName.Parse(name));
}
