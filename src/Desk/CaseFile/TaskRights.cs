using IqWorkflows.Casework.Accounts;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>Who may do a task: whoever has its role, and the lead everything of the centre.</summary>
public static class TaskRights
{
    public static bool MayDo(Viewer viewer, string role) => role switch
    {
        "COUNSELLOR" => viewer.Is(Role.Counsellor) || viewer.Is(Role.Lead),
        "OFFICE" => viewer.Is(Role.Office) || viewer.Is(Role.Counsellor) || viewer.Is(Role.Lead),
        "LEAD" => viewer.Is(Role.Lead),
        _ => viewer.Is(Role.Coordination),
    };
}
