from pipeline.entities.likeness import bare_name, learn, pair_names


def test_words_like_those_of_persons_score_above_those_like_places(gazetteers):
    score = gazetteers.phrases.likeness.score
    persons, places = ("tarsono", "sumaryono", "wartini", "yulizar"), ("sebalong", "kedawung", "tambakrejo", "gelime")
    assert min(map(score, persons)) > 1 > -1 > max(map(score, places))


def test_a_word_of_both_lists_teaches_nothing():
    assert learn(["banjar", "sukirman", "suparman"], ["banjar"]).score("banjar") == learn(
        ["sukirman", "suparman"], []
    ).score("banjar")


def test_a_run_after_the_head_of_a_place_is_parted_where_the_person_begins(gazetteers):
    first = gazetteers.phrases.first_of_person
    assert first(["kedawung", "wetan", "hariyono"]) == 2
    assert first(["muara", "kumpai"]) == 2
    assert first(["tarsono"]) == 0


def test_titles_and_degrees_of_candidates_are_stripped():
    assert pair_names("Drs. H. BUDI SANTOSO, M.Si - Dr. SITI AMINAH, S.E.") == ["BUDI SANTOSO", "SITI AMINAH"]
    assert bare_name("Ir. H. Joko Anwar, M.T.") == "Joko Anwar"
