namespace Turnpike.Inventory.Tests;

public class LastMadeTests
{
    [Fact]
    public async Task It_is_made_once_for_all_who_ask_and_anew_where_it_moved_or_could_not_be_made()
    {
        using var last = new LastMade<int, string>();
        var made = 0;
        var let = new TaskCompletionSource();
        Assert.Null(last.Latest);

        var asked = Enumerable.Range(0, 8).Select(_ => AskAsync(1)).ToList();
        Assert.DoesNotContain(asked, static a => a.IsCompleted);
        let.SetResult();
        Assert.All(await Task.WhenAll(asked), static a => Assert.Equal("made 1", a));

        await Assert.ThrowsAsync<InvalidOperationException>(() => last.OfAsync(2, static _ => throw new InvalidOperationException("It is not to be read."), TestContext.Current.CancellationToken));
        Assert.Equal("made 1", last.Latest);
        Assert.Equal("made 2", await AskAsync(2));
        Assert.Equal("made 2", await AskAsync(2));

        Task<string> AskAsync(int of) => last.OfAsync(of, MakeAsync, TestContext.Current.CancellationToken);

        async Task<string> MakeAsync(CancellationToken token)
        {
            await let.Task.WaitAsync(token);
            return $"made {++made}";
        }
    }
}
