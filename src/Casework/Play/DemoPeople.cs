using System.Globalization;
using System.Text;

namespace IqWorkflows.Casework.Play;

/// <summary>Invented people for a demonstration.</summary>
internal static class DemoPeople
{
    private static readonly string[] s_women = ["Amina", "Daria", "Elif", "Fatima", "Grace", "Hanna", "Ines", "Jelena", "Katarzyna", "Layla", "Mariam", "Nadia", "Oksana", "Priya", "Rosa", "Selin", "Tereza", "Valentina", "Yasmin", "Zainab"];
    private static readonly string[] s_men = ["Ahmed", "Bogdan", "Carlos", "Deniz", "Emil", "Farid", "Goran", "Hamza", "Ivan", "Jonas", "Kofi", "Luca", "Mehmet", "Nikola", "Omar", "Pavel", "Rafael", "Samir", "Tomasz", "Yusuf"];
    private static readonly string[] s_families = ["Abdi", "Bauer", "Costa", "Demir", "Eriksen", "Ferreira", "García", "Horvat", "Ibrahim", "Jovanović", "Kowalczyk", "Lewandowska", "Mendes", "Novák", "Okafor", "Petrov", "Rahimi", "Sousa", "Tadesse", "Wójcik", "Yılmaz", "Öztürk", "Đorđević", "Şahin"];
    private static readonly string[] s_statuses = ["ARBEITSLOS", "SV_BESCHAEFTIGT", "MINIJOB", "NICHT_ERWERBSTAETIG", "ELTERNZEIT"];
    private static readonly (string Counsellor, string Lead)[] s_staff = [("Bea Berger", "Lea Leitner"), ("Tom Tiede", "Ute Urban"), ("Nora Nagel", "Max Moser"), ("Ole Ohm", "Pia Pohl")];

    /// <summary>The story as it could have happened to somebody else.</summary>
    public static CaseScript InsteadOf(CaseScript story, Random random, string name)
    {
        var open = (ScriptStep.Open)story.Steps[0]; // the reader demands it
        var isWoman = random.Next(2) == 0;
        var given = isWoman ? s_women[random.Next(s_women.Length)] : s_men[random.Next(s_men.Length)];
        var family = s_families[random.Next(s_families.Length)];
        var values = new Dictionary<string, string>(open.Given.Values)
        {
            ["person.given_name"] = given,
            ["person.name"] = family,
            ["person.sex"] = isWoman ? "WEIBLICH" : "MAENNLICH",
            ["person.born_on"] = string.Create(CultureInfo.InvariantCulture, $"{random.Next(1970, 2001)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}"),
            ["person.work_status"] = s_statuses[random.Next(s_statuses.Length)],
        };
        values.Remove("person.academic_title");
        // One in eight has no mail address: those get letters.
        if (random.Next(8) == 0)
            values.Remove("person.email");
        else
            values["person.email"] = $"{Plain(given)}.{Plain(family)}{random.Next(10, 100)}@example.org";
        return story with { Name = name, Steps = [open with { Given = open.Given with { Values = values } }, .. story.Steps.Skip(1)] };
    }

    /// <summary>Who works at the centre of a Land.</summary>
    public static IReadOnlyList<(string Id, string Name, string Role)> StaffOf(string land)
    {
        var (counsellor, lead) = s_staff[land.Sum(letter => letter) % s_staff.Length];
        return [($"beratung-{land}", counsellor, "COUNSELLOR"), ($"leitung-{land}", lead, "LEAD"), ($"verwaltung-{land}", "Vera Wald", "OFFICE"), ($"koordination-{land}", "Kim Koch", "COORDINATION")];
    }

    private static string Plain(string name) =>
        string.Concat(name.Replace('ı', 'i').Replace('Đ', 'D').Replace('đ', 'd').Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter)).ToLowerInvariant();
}
