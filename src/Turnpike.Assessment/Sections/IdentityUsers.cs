using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>People and machines with long-lived credentials: root, users, access keys.</summary>
internal sealed class IdentityUsers(AssessedEstate estate, SectionSheet sheet)
{
    private const string Root = "<root_account>";

    private static readonly string[] s_lastUses = ["password_last_used_week", "access_key_1_last_used_week", "access_key_2_last_used_week"];

    // A last use is kept as the Monday of its week.
    private const int WeekDays = 7;

    private readonly double _unusedDays = estate.Profile.Number(Identity.UnusedDays);

    public int WithoutFactor { get; private set; }

    public int OldKeyCount { get; private set; }

    public int UnusedCount { get; private set; }

    public int UsedKnown { get; private set; }

    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        var report = await estate.ReadObservedAsync(["aws_iam_credential_report"], cancellationToken).ToListAsync(cancellationToken);
        await RootAsync(report, cancellationToken);
        if (report.Count > 0)
        {
            FactorsByReport(report);
            UnusedUsers(report);
        }
        else
        {
            await FactorsByDevicesAsync(cancellationToken);
        }

        await KeysAsync(cancellationToken);
    }

    private async Task RootAsync(IReadOnlyList<ObservedFacts> report, CancellationToken cancellationToken)
    {
        var keys = new Answers("identity.root-key", "Accounts whose root has access keys");
        var factor = new Answers("identity.root-mfa", "Accounts whose root has no second factor");
        await foreach (var summary in estate.ReadObservedAsync(["aws_iam_account_summary"], cancellationToken))
        {
            Take(keys, summary, summary.Attributes.Flag("root_access_keys_present"), "root_access_keys_present");
            Take(factor, summary, !summary.Attributes.Flag("root_mfa_enabled"), "root_mfa_enabled");
        }

        keys.WriteTo(sheet, estate, "Root can do everything, in this account and to it; a key of it is used without anybody being there.", "Delete the keys of root.", "aws_iam_account_summary");
        factor.WriteTo(sheet, estate, "Who has the password, or the mailbox, has the account.", "Give root a hardware key, and keep it in a safe.", "aws_iam_account_summary");

        var days = estate.Profile.Number(Identity.RootUseDays);
        var used = new Answers("identity.root-used", string.Create(CultureInfo.InvariantCulture, $"Accounts whose root signed in within {days} days"));
        foreach (var root in report.Where(static r => r.Attributes.Text("user") == Root))
        {
            var last = root.Attributes.Time("password_last_used_week");
            if (last >= estate.Now.AddDays(-days))
            {
                used.Fails("aws/" + root.Account, Severity.Medium, root.EvidenceOf("password_last_used_week"));
            }
            else
            {
                used.Passes();
            }
        }

        used.WriteTo(sheet, estate, "What root does cannot be bounded, and says nothing of who did it.", "Find what it was needed for, and give a role for that.", "aws_iam_credential_report");

        static void Take(Answers answers, ObservedFacts facts, bool? fails, string path)
        {
            if (fails is null)
            {
                answers.IsOpen(facts.Account);
            }
            else if (fails.Value)
            {
                answers.Fails("aws/" + facts.Account, Severity.Critical, facts.EvidenceOf(path));
            }
            else
            {
                answers.Passes();
            }
        }
    }

    private void FactorsByReport(IReadOnlyList<ObservedFacts> report)
    {
        var answers = NoFactor();
        foreach (var user in report.Where(static r => r.Attributes.Text("user") != Root))
        {
            if (user.Attributes.Flag("password_enabled") is not { } console || (console && user.Attributes.Flag("mfa_active") is null))
            {
                answers.IsOpen(user.Id ?? user.Key.ToString());
            }
            else if (console && user.Attributes.Flag("mfa_active") == false)
            {
                answers.Fails(user, NameOf(user), Severity.High, user.EvidenceOf("password_enabled"), user.EvidenceOf("mfa_active"));
            }
            else if (console)
            {
                answers.Passes();
            }
        }

        WriteFactors(answers);
    }

    private async Task FactorsByDevicesAsync(CancellationToken cancellationToken)
    {
        var answers = NoFactor();
        var devices = await estate.ReadObservedAsync(["aws_iam_user_mfa_device"], cancellationToken).Select(static d => (d.Account, d.Attributes.Text("user"))).ToHashSetAsync(cancellationToken: cancellationToken);
        var areUnread = estate.Unread("aws_iam_user_mfa_device").Count > 0 || !estate.IsRead("aws_iam_user_mfa_device");
        await foreach (var login in estate.ReadAsync(["aws_iam_user_login_profile"], cancellationToken))
        {
            var has = devices.Contains((login.Resource.Place.Account, login.Attributes.Text("user")));
            answers.Take(login, has ? false : areUnread ? null : true, Severity.High, login.EvidenceOf("user"));
        }

        WriteFactors(answers);
    }

    private static Answers NoFactor() => new("identity.no-mfa", "Console users without a second factor");

    private void WriteFactors(Answers answers)
    {
        WithoutFactor = answers.Failing;
        sheet.AddShare(Identity.NoMfa, answers.Failing, answers.Known);
        answers.WriteTo(sheet, estate, "A guessed or phished password is all that is needed.", "Have them register a device within a week, then refuse what is done without one.", "aws_iam_credential_report", "aws_iam_user_mfa_device");
    }

    private void UnusedUsers(IReadOnlyList<ObservedFacts> report)
    {
        var answers = new Answers("identity.unused-user", string.Create(CultureInfo.InvariantCulture, $"Users not used for {_unusedDays} days"));
        foreach (var user in report.Where(static r => r.Attributes.Text("user") != Root && (r.Attributes.Flag("password_enabled") == true || r.Attributes.Flag("access_key_1_active") == true || r.Attributes.Flag("access_key_2_active") == true)))
        {
            var last = s_lastUses.Select(p => user.Attributes.Time(p)).Max();
            if (IsUnused(last, user.Attributes.Time("user_creation_time")) is not { } isUnused)
            {
                answers.IsOpen(user.Key.ToString());
            }
            else if (isUnused)
            {
                answers.Fails(user, NameOf(user), Severity.Medium, user.EvidenceOf("user_creation_time"), user.EvidenceOf("password_last_used_week"), user.EvidenceOf("access_key_1_last_used_week"));
            }
            else
            {
                answers.Passes();
            }
        }

        Count(answers);
        answers.WriteTo(sheet, estate, "Nobody notices when somebody else becomes them.", "Take their password and keys; delete them after a month without complaint.", "aws_iam_credential_report");
    }

    private async Task KeysAsync(CancellationToken cancellationToken)
    {
        var days = estate.Profile.Number(Identity.KeyAgeDays);
        var old = new Answers("identity.old-key", string.Create(CultureInfo.InvariantCulture, $"Access keys older than {days} days"));
        var unused = new Answers("identity.unused-key", string.Create(CultureInfo.InvariantCulture, $"Access keys not used for {_unusedDays} days"));
        await foreach (var key in estate.ReadAsync(["aws_iam_access_key"], cancellationToken))
        {
            if (key.Attributes.Text("status") == "Inactive")
            {
                continue;
            }

            var created = key.Attributes.Time("create_date");
            old.Take(key, created is { } at ? at < estate.Now.AddDays(-days) : null, created < estate.Now.AddDays(-365) ? Severity.High : Severity.Medium, key.EvidenceOf("create_date"), key.EvidenceOf("user"));

            // What only a state tells has no last use.
            var isTold = key.Resource.IsSeen && !key.At("last_used_week").IsOpen();
            unused.Take(key, isTold ? IsUnused(key.Attributes.Time("last_used_week"), created) : null, Severity.Medium, key.EvidenceOf("last_used_week"), key.EvidenceOf("user"));
        }

        OldKeyCount = old.Failing;
        sheet.AddShare(Identity.OldKeys, old.Failing, old.Known);
        Count(unused);
        old.WriteTo(sheet, estate, "The longer a key lives, the more places hold a copy of it.", "Replace it by a role where the workload runs in the cloud; else make a new one, move, and delete the old.", "aws_iam_access_key");
        unused.WriteTo(sheet, estate, "It opens the account and does nothing else.", "Deactivate it now; delete it after a month without complaint.", "aws_iam_access_key");
    }

    private void Count(Answers answers) => (UnusedCount, UsedKnown) = (UnusedCount + answers.Failing, UsedKnown + answers.Known);

    // Null where it is not known when it was made: something new has not been used yet.
    private bool? IsUnused(DateTimeOffset? last, DateTimeOffset? created) =>
        last is { } used ? used.AddDays(WeekDays) < estate.Now.AddDays(-_unusedDays) : created is { } at ? at < estate.Now.AddDays(-_unusedDays) : null;

    private static string NameOf(ObservedFacts user) => user.Attributes.Text("user") ?? user.Key.ToString();
}
