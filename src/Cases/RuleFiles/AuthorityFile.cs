using IqWorkflows.Cases.Authorities;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Professions;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Reads the authorities and referral targets from the text of <c>authorities.yaml</c>.</summary>
public static class AuthorityFile
{
    private static readonly Dictionary<string, ObjectionStage> s_stages = Enum.GetValues<ObjectionStage>().ToDictionary(stage => stage.ToString().ToUpperInvariant());

    public static RuleReading<AuthorityCatalog> Read(string text, string file, ProfessionCatalog professions, DeadlineCatalog deadlines)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<AuthorityCatalog>(null, rules.Problems);

        var stages = root.Maps("objection_stage").Select(StageIn).ToList();
        foreach (var missing in Enum.GetValues<Land>().Except(stages.Select(stage => stage.Land)))
            root.Report("objection_stage", $"{missing} is missing.", "Give each Land one row.");
        var reader = new Entries(
            professions.Professions.Select(profession => profession.Code).ToHashSet(), professions.Professions.Select(profession => profession.Group.Code).ToHashSet(), deadlines, stages);
        var authorities = root.Maps("authorities").Select(reader.AuthorityIn).ToList();
        if (authorities.Count == 0)
            root.Report("authorities", "There are no authorities.", "List them under \"authorities\".");
        var referrals = root.Maps("referrals").Select(ReferralIn).ToList();
        Codes.ReportTwice(root, "authorities", authorities.Select(authority => authority.Code));
        Codes.ReportTwice(root, "referrals", referrals.Select(referral => referral.Code));
        root.Close();
        return new RuleReading<AuthorityCatalog>(rules.Problems.Count == 0 ? new AuthorityCatalog(authorities, stages, referrals) : null, rules.Problems);
    }

    private static StageOfLand StageIn(RuleMap map)
    {
        var stage = new StageOfLand(LandIn(map), StageNamedIn(map, "stage") ?? ObjectionStage.Check, map.Text("source"), map.YesOrNo("assumption"));
        map.Text("stage"); // reports it when it is missing
        map.Close();
        return stage;
    }

    private static Land LandIn(RuleMap map)
    {
        map.Text("land"); // reports it when it is missing
        var land = map.Laender("land");
        if (land.Count > 1)
            map.Report("land", "A seat lies in one Land.", "Write for example land: NW.");
        return land.FirstOrDefault();
    }

    private static ObjectionStage? StageNamedIn(RuleMap map, string name)
    {
        if (map.OptionalText(name) is not { } word)
            return null;
        if (s_stages.TryGetValue(word, out var stage))
            return stage;
        map.Report(name, $"\"{word}\" is no objection stage.", $"Write one of {string.Join(", ", s_stages.Keys)}.");
        return null;
    }

    private static Referral ReferralIn(RuleMap map)
    {
        var referral = new Referral(
            Codes.In(map, "code"), map.Text("name"), map.Texts("for").ToHashSet(), map.OptionalText("url"), map.OptionalText("phone"), map.Day("valid_from"),
            map.OptionalDay("valid_to"), map.Text("source"));
        if (referral.For.Count == 0)
            map.Report("for", "Nobody is sent there.", "Say for which procedures or closing reasons.");
        Codes.CheckSpan(map, referral.ValidFrom, referral.ValidTo);
        map.Close();
        return referral;
    }

    private sealed class Entries(HashSet<string> professions, HashSet<string> groups, DeadlineCatalog deadlines, List<StageOfLand> stages)
    {
        public Authority AuthorityIn(RuleMap map)
        {
            var land = LandIn(map);
            var own = StageNamedIn(map, "objection_stage");
            var stage = stages.FirstOrDefault(listed => listed.Land == land);
            var authority = new Authority
            {
                Code = Codes.In(map, "code"),
                Name = map.Text("name"),
                Kind = Codes.In(map, "kind"),
                Land = land,
                Town = map.OptionalText("place"),
                Ags = KeyIn(map),
                Professions = map.References("professions", professions, "professions of professions.yaml").ToHashSet(),
                Groups = map.References("groups", groups, "groups of professions.yaml").ToHashSet(),
                Origin = OriginIn(map),
                Channel = map.OptionalText("channel"),
                Url = map.OptionalText("url"),
                Email = map.OptionalText("email"),
                Post = map.OptionalText("post"),
                FeeFrom = map.OptionalNumber("fee_from"),
                FeeTo = map.OptionalNumber("fee_to"),
                Checklist = map.OptionalText("checklist"),
                CompetenceProof = map.OptionalLocal("competence_proof"),
                Decision = DecisionIn(map),
                Stage = own ?? stage?.Stage ?? ObjectionStage.Check,
                StageSource = own is not null ? map.Text("source") : stage?.Source ?? "",
                NotificationDays = map.OptionalNumber("notification_days"),
                EndsSuspension = map.Has("ends_suspension") ? map.Word<SuspensionEnd>("ends_suspension") : SuspensionEnd.PeriodSet,
                ValidFrom = map.Day("valid_from"),
                ValidTo = map.OptionalDay("valid_to"),
                Source = map.Text("source"),
                IsAssumption = map.YesOrNo("assumption"),
                Remark = map.OptionalLocal("remark"),
            };
            map.Close();
            Codes.CheckSpan(map, authority.ValidFrom, authority.ValidTo);
            if (authority.Professions.Count + authority.Groups.Count == 0)
                map.Report("professions", "It decides about nothing.", "Name professions or groups.");
            if (authority.FeeTo < authority.FeeFrom)
                map.Report("fee_to", "The highest fee is less than the lowest.", "Exchange them.");
            return authority;
        }

        private OwnPeriod? DecisionIn(RuleMap map)
        {
            if (map.OptionalMap("decision") is not { } own)
                return null;
            var period = new OwnPeriod(own.Text("deadline"), own.CalendarLength("length"), own.Text("source"));
            own.Close();
            if (deadlines.Find(period.Deadline) is not { } rule)
                own.Report("deadline", $"\"{period.Deadline}\" is no deadline.", "Take a code of deadlines.yaml.");
            else if (!rule.Rows.Any(row => row.LengthMayBeSet))
                own.Report("deadline", $"{period.Deadline} has a length that no authority may set.", "Take one with length_may_be_set, or remove it.");
            return period;
        }

        private static string? KeyIn(RuleMap map)
        {
            var key = map.OptionalText("ags");
            if (key is not null && !(key.Length == 8 && key.All(char.IsAsciiDigit)))
                map.Report("ags", $"\"{key}\" is no official municipality key.", "Write its eight digits in quotes.");
            return key;
        }

        private static Origin? OriginIn(RuleMap map)
        {
            switch (map.OptionalText("origin"))
            {
                case null or "ALL":
                    return null;
                case "EU":
                    return Origin.EU;
                case "THIRD":
                    return Origin.Third;
                case var other:
                    map.Report("origin", $"\"{other}\" is no origin of diplomas.", "Write EU, THIRD or ALL.");
                    return null;
            }
        }
    }
}
