using Turnpike.Governance.Exceptions;
using Turnpike.Governance.Rights;

namespace Turnpike.Governance.Tests;

public class ExceptionTests
{
    private static readonly DecisionRights s_rights = new([new("security", Allow: true) { Verbs = ["grant-exception"], Roles = ["security"] }]);
    private static readonly DecisionRequest s_about = new("", "production", null, null, 30, null);
    private static readonly Principal s_security = Principal.With("sam", "security");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_counts_until_its_end_and_not_a_moment_longer()
    {
        var exceptions = new ExceptionProjection();
        await using var books = new Books(exceptions);
        var end = books.Clock.Now.AddDays(10);
        var granted = await Grant(books, exceptions, Request(end));

        Assert.Equal("sam", granted.Value!.GrantedBy);
        Assert.Equal(granted.Value, exceptions.Covering("aws-s3-001", "aws_s3_bucket.logs", end.AddMicroseconds(-1)));
        Assert.Null(exceptions.Covering("aws-s3-001", "aws_s3_bucket.logs", end));
        Assert.Null(exceptions.Covering("aws-s3-002", "aws_s3_bucket.logs", books.Clock.Now));
        Assert.Null(exceptions.Covering("aws-s3-001", "aws_s3_bucket", books.Clock.Now));
    }

    [Theory]
    [InlineData("", "aws-s3-001", "aws_s3_bucket.*", "ada", 10, "reason-missing")]
    [InlineData("old system", "aws-s3-001", "aws_s3_bucket.*", " ", 10, "owner-missing")]
    [InlineData("old system", "*", "*", "ada", 10, "too-wide")]
    [InlineData("old system", "aws-s3-001", "", "ada", 10, "pattern-missing")]
    [InlineData("old system", "aws-s3-001", "*", "ada", 0, "expired")]
    [InlineData("old system", "aws-s3-001", "*", "ada", 400, "too-long")]
    public async Task What_lacks_something_is_refused(string reason, string rule, string subject, string owner, int days, string code)
    {
        var exceptions = new ExceptionProjection();
        await using var books = new Books(exceptions);
        var request = new ExceptionRequest(ExceptionKind.Waiver, rule, subject, reason, owner, books.Clock.Now.AddDays(days));
        Assert.Equal(code, (await Grant(books, exceptions, request)).Refusal!.Code);
        Assert.Empty(exceptions.All());
    }

    [Fact]
    public async Task Its_owner_is_reminded_once_at_each_threshold_by_however_many_nodes()
    {
        var exceptions = new ExceptionProjection();
        await using var books = new Books(exceptions);
        var other = new ExceptionProjection();
        using var otherFollower = new Ledger.Events.ProjectionFollower(books.Ledger, [other]);
        await Grant(books, exceptions, Request(books.Clock.Now.AddDays(20)));
        var nodes = new[]
        {
            new RemindOfExceptions(books.Follower, exceptions, books.Clock),
            new RemindOfExceptions(otherFollower, other, books.Clock),
        };

        var told = new List<int>();
        for (var day = 0; day < 25; day++)
        {
            told.AddRange((await Task.WhenAll(nodes.Select(n => n.RunAsync(Cancel)))).SelectMany(r => r).Select(r => r.DaysLeft));
            books.Clock.Now = books.Clock.Now.AddDays(1);
        }

        Assert.Equal([14, 7, 1], told);
    }

    [Fact]
    public async Task Extending_and_revoking_need_the_right_or_the_ownership()
    {
        var exceptions = new ExceptionProjection();
        await using var books = new Books(exceptions);
        var extend = new ExtendException(books.Follower, exceptions, s_rights, books.Clock);
        var revoke = new RevokeException(books.Follower, exceptions, s_rights);
        var granted = (await Grant(books, exceptions, Request(books.Clock.Now.AddDays(10)))).Value!;
        var later = books.Clock.Now.AddDays(40);

        Assert.Equal("not-allowed", (await extend.RunAsync(Principal.With("ada", "viewer"), granted.Id, later, "longer", s_about, Cancel)).Refusal!.Code);
        Assert.Equal(later, (await extend.RunAsync(s_security, granted.Id, later, "longer", s_about, Cancel)).Value!.Expires);
        Assert.Equal("not-allowed", (await revoke.RunAsync(Principal.With("eve", "viewer"), granted.Id, "mine now", s_about, Cancel)).Refusal!.Code);
        Assert.Equal("ada", (await revoke.RunAsync(Principal.With("ada", "viewer"), granted.Id, "mended", s_about, Cancel)).Value!.RevokedBy);
        Assert.Null(exceptions.Covering("aws-s3-001", "aws_s3_bucket.logs", books.Clock.Now));
        Assert.Equal("ended", (await extend.RunAsync(s_security, granted.Id, later, "longer", s_about, Cancel)).Refusal!.Code);
    }

    private static ExceptionRequest Request(DateTimeOffset end) => new(ExceptionKind.Waiver, "aws-s3-001", "aws_s3_bucket.*", "old system", "ada", end);

    private static Task<Outcome<PolicyException>> Grant(Books books, ExceptionProjection exceptions, ExceptionRequest request) =>
        new GrantException(books.Follower, exceptions, s_rights, books.NextId, books.Clock).RunAsync(s_security, request, s_about, Cancel);
}
