using Turnpike.Assessment.Sections;

namespace Turnpike.Assessment.Tests.Sections;

public class ModulesTests
{
    [Theory]
    [InlineData("5.1.2", true)]
    [InlineData("~> 5.0", true)]
    [InlineData(">= 4.0, < 6.0", true)]
    [InlineData(">= 4.0", false)]
    public void A_constraint_is_bounded_or_not(string constraint, bool isBounded) => Assert.Equal(isBounded, ModuleVersion.IsBounded(constraint));

    [Theory]
    [InlineData("5.1.2", "5.1.2", true)]
    [InlineData("v5.1.2", "5.1.2", true)]
    [InlineData("network/v1.4.0", "1.4.0", true)]
    [InlineData("~> 5.0", "5.0", false)]
    [InlineData("< 6.0, >= 4.2", "4.2", false)]
    [InlineData("main", null, false)]
    [InlineData("9f8e7d6c5b4a", null, false)]
    public void A_version_is_read_from_what_code_says(string text, string? numbers, bool isExact)
    {
        var version = ModuleVersion.Read(text);

        Assert.Equal(numbers, version is null ? null : string.Join('.', version.Numbers));
        Assert.Equal(isExact, version?.IsExact ?? false);
    }

    [Theory]
    [InlineData("./network", null)]
    [InlineData("terraform-aws-modules/vpc/aws", "terraform-aws-modules/vpc/aws")]
    [InlineData("git::https://github.com/acme/modules.git//vpc?ref=v1.2.0", "github.com/acme/modules//vpc")]
    [InlineData("git@github.com:acme/modules.git", "github.com/acme/modules")]
    [InlineData("github.com/acme/modules//vpc", "github.com/acme/modules//vpc")]
    public void A_module_has_one_name(string source, string? name) => Assert.Equal(name, ModuleSource.NameOf(source));

    [Fact]
    public async Task Versions_are_held_against_the_newest_that_is_known()
    {
        await using var yard = new EstateYard();
        await yard.PushAsync("code/infra", "repository", """
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"turnpike/v1","kind":"TerraformRoot","metadata":{"name":"prod"},"spec":{"path":"prod","providers":[{"name":"aws","source":"hashicorp/aws"}],"locked":{"registry.terraform.io/hashicorp/aws":"5.60.0"},
                "modules":[{"name":"vpc","source":"terraform-aws-modules/vpc/aws","version":"~> 5.0","place":"prod/main.tf:1"},{"name":"net","source":"git::https://github.com/acme/modules.git//net?ref=v1.0.0","revision":"v1.0.0","place":"prod/main.tf:9"},{"name":"own","source":"../own","place":"prod/main.tf:12"}]}},
              {"apiVersion":"turnpike/v1","kind":"TerraformRoot","metadata":{"name":"dev"},"spec":{"path":"dev","providers":[{"name":"aws","source":"hashicorp/aws"}],
                "modules":[{"name":"vpc","source":"terraform-aws-modules/vpc/aws","version":">= 3.0","place":"dev/main.tf:1"},{"name":"net","source":"git::https://github.com/acme/modules.git//net?ref=main","revision":"main","place":"dev/main.tf:9"}]}}]}
            """);
        await yard.PushAsync("code/modules", "repository", """
            {"apiVersion":"v1","kind":"List","items":[{"apiVersion":"turnpike/v1","kind":"Repository","metadata":{"name":"modules"},"spec":{"address":"https://github.com/acme/modules.git","tags":["v1.0.0","v3.1.0","v2.0.0","nightly"]}}]}
            """);

        var result = await yard.JudgeAsync(new Modules());

        Assert.Equal(
            [
                "Roots that call modules without a version: 1 of 2 (dev)",
                "Roots without a lock file: 1 of 2 (dev)",
                "github.com/acme/modules//net: 1 of 1 uses are up to 2 major versions behind v3.1.0",
                "terraform-aws-modules/vpc/aws: 1 of 2 uses are up to 2 major versions behind ~> 5.0",
                "terraform-aws-modules/vpc/aws is in use in the major versions 3, 5",
            ],
            result.Lines.Select(static l => l.What).Order(StringComparer.OrdinalIgnoreCase).OrderBy(static w => w.StartsWith("Roots", StringComparison.Ordinal) ? 0 : w.Contains("up to", StringComparison.Ordinal) ? 1 : 2));
        Assert.Equal([("modules.pinned", 50.0, 4), ("modules.current", 50.0, 4), ("modules.several-majors", 1.0, 4)], result.Measures.Select(static m => (m.Id, m.Value!.Value, m.Of!.Value)));
        Assert.Equal(1, Assert.Single(result.NotJudged).Count);
    }

    [Fact]
    public async Task Without_code_nothing_is_said_of_versions()
    {
        await using var yard = new EstateYard();

        Assert.All((await yard.JudgeAsync(new Modules())).Measures, static m => Assert.Null(m.Value));
    }
}
